import { AppError } from "../../errors.ts";
import type { ClassIds } from "./classification.ts";

/** One score per row and class, row-major; any order-preserving score (log-probability) will do. */
export interface ScoreRows {
  scores: ArrayLike<number>;
  rows: number;
  classes: number;
}

function requireShape(table: ScoreRows): void {
  if (table.rows < 1 || table.classes < 1 || table.scores.length !== table.rows * table.classes) {
    throw new AppError(
      "INVALID_INPUT",
      `${table.scores.length} scores do not make ${table.rows} rows of ${table.classes} classes.`,
      { field: "scores", hint: "Give one score for every row and class." },
    );
  }
}

/**
 * Position of the true label when classes are ordered by score, best first: 0 = top. Of equal
 * scores the lower class comes first, so that rank 0 is exactly what topClass() answers.
 */
export function trueLabelRanks(table: ScoreRows, truth: ClassIds): Int32Array {
  requireShape(table);
  if (truth.length !== table.rows) {
    throw new AppError("INVALID_INPUT", `${table.rows} score rows, ${truth.length} true labels.`, {
      field: "truth",
      hint: "Give one true label for every score row.",
    });
  }
  const ranks = new Int32Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    const base = row * table.classes;
    const label = truth[row] ?? -1;
    const own = table.scores[base + label] ?? Number.NaN;
    let rank = 0;
    for (let c = 0; c < table.classes; c++) {
      const score = table.scores[base + c] ?? Number.NaN;
      if (Number.isNaN(score) || Number.isNaN(own)) throw notANumber(row);
      if (score > own || (score === own && c < label)) rank++;
    }
    ranks[row] = rank;
  }
  return ranks;
}

function notANumber(row: number): AppError {
  return new AppError("NUMERIC", `Row ${row} has a score that is not a number, or no true label.`, {
    field: "scores",
    hint: "The weights may be damaged: check the model's files, or add the model again.",
  });
}

/** 1 where the true label is among the k best, else 0. */
export function topKHits(ranks: Int32Array, k: number): Uint8Array {
  return Uint8Array.from(ranks, (rank) => (rank < k ? 1 : 0));
}

/** Share of rows whose true label is among the k best scored classes (Accuracy@k). */
export function topKAccuracy(table: ScoreRows, truth: ClassIds, k: number): number {
  const ranks = trueLabelRanks(table, truth);
  let hits = 0;
  for (const rank of ranks) if (rank < k) hits++;
  return hits / ranks.length;
}

/** The best scored class of every row; the first of equal ones. */
export function topClass(table: ScoreRows): Int32Array {
  requireShape(table);
  const best = new Int32Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    const base = row * table.classes;
    let top = 0;
    for (let c = 0; c < table.classes; c++) {
      const score = table.scores[base + c] ?? Number.NaN;
      if (Number.isNaN(score)) throw notANumber(row);
      if (score > (table.scores[base + top] ?? 0)) top = c;
    }
    best[row] = top;
  }
  return best;
}
