import { MAX_NOTICES, type RunNotice } from "../shared/domain/run-notice.ts";
import type { Connection } from "./connection.ts";
import type { RunNoticeStore } from "./interfaces/index.ts";
import { runSeq } from "./run-seq.ts";

export class SqlRunNoticeStore implements RunNoticeStore {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  add(runId: string, { at, step, message }: RunNotice): void {
    this.#connection.transaction(() => {
      const run = runSeq(this.#connection, runId);
      this.#connection.run(
        "INSERT INTO run_notice (run_seq, at, step, message) VALUES (?, ?, ?, ?)",
        run,
        at,
        step,
        message.slice(0, 2000),
      );
      this.#connection.run(
        `DELETE FROM run_notice WHERE run_seq = ? AND seq <= (
           SELECT seq FROM run_notice WHERE run_seq = ? ORDER BY seq DESC LIMIT 1 OFFSET ?)`,
        run,
        run,
        MAX_NOTICES,
      );
    });
  }

  list(runId: string, limit: number): RunNotice[] {
    return this.#connection
      .all<RunNotice>(
        "SELECT at, step, message FROM run_notice WHERE run_seq = ? ORDER BY seq DESC LIMIT ?",
        runSeq(this.#connection, runId),
        limit,
      )
      .reverse();
  }
}
