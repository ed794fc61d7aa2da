// The fields whose largest fitting value the planner searches, and the values it may take.
import type { RunConfig } from "./run-config.ts";

export const SOLVE_FIELDS = ["microBatch", "contextLength", "rank"] as const;
export type SolveField = (typeof SOLVE_FIELDS)[number];

/** Context lengths are searched on this grid: nobody needs a context of 4,097 tokens. */
const CONTEXT_GRID = 8;

/** Ascending values, addressed by index so that a million of them need not be held. */
export interface Candidates {
  readonly count: number;
  readonly at: (index: number) => number;
}

/** `modelContext`: the longest sequence the model takes, in tokens. */
export function solveCandidates(field: SolveField, modelContext: number): Candidates {
  if (field === "microBatch") return { count: 4096, at: (index) => index + 1 };
  if (field === "rank") return { count: 1024, at: (index) => index + 1 };
  const most = Math.min(modelContext, 1_048_576);
  const count = Math.ceil(most / CONTEXT_GRID);
  return { count, at: (index) => Math.min(most, (index + 1) * CONTEXT_GRID) };
}

/** What a solved value changes in a configuration. */
export function withSolved(config: RunConfig, field: SolveField, value: number): RunConfig {
  return { ...config, [field]: value };
}
