import type { RunSummary } from "../../../electron/shared/contract/runs.ts";

/** More lines than this cannot be told apart on one chart. */
export const MAX_RUNS = 12;

/** The n of a run among all runs of this home, oldest first: what its look is made of. */
export function ordinals(runs: readonly RunSummary[]): ReadonlyMap<string, number> {
  const oldest = [...runs].sort((a, b) => a.run.createdAt - b.run.createdAt);
  return new Map(oldest.map(({ run }, n) => [run.id, n]));
}

/** The runs that the address names, those that exist. */
export function chosenRuns(search: string, runs: readonly RunSummary[]): RunSummary[] {
  const named = new URLSearchParams(search).get("runs")?.split(",") ?? [];
  return [...new Set(named)]
    .flatMap((id) => runs.find(({ run }) => run.id === id) ?? [])
    .slice(0, MAX_RUNS);
}
