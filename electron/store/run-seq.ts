import type { Connection } from "./connection.ts";
import { onlyMatch } from "./references.ts";

/** The small integer that stands for a run in the tables with many rows. */
export function runSeq(connection: Connection, runId: string): number {
  const rows = connection.all<{ seq: number }>("SELECT seq FROM run WHERE id = ?", runId);
  return onlyMatch(rows, "run", "--run").seq;
}
