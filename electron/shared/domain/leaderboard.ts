// Runs beside each other on the same rows of the same dataset version.
import type { Evaluation } from "./evaluation.ts";
import type { Part } from "./split.ts";

export interface LeaderboardRow {
  name: string; // name of the run, or of the base model
  runId: string | null; // null: the base itself
  method: string; // "base", "qdora", …
  evaluation: Evaluation;
  trainSeconds: number | null;
  peakBytes: number | null;
  labelsPerS: number;
  /** Against the first row on the same rows: exact McNemar on top-1; null for the first row. */
  versusFirst: { onlyFirst: number; onlyThis: number; pValue: number } | null;
}

export interface Leaderboard {
  datasetName: string;
  datasetHash: string;
  splitId: string | null;
  part: Part | null;
  rows: LeaderboardRow[]; // the base first, then best accuracy first
  warnings: string[]; // what limits the comparison, in words
}
