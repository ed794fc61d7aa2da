import type { Checkpoint, CheckpointKind } from "../shared/domain/checkpoint.ts";
import { AppError } from "../shared/errors.ts";
import type { Connection } from "./connection.ts";
import type { CheckpointDraft, CheckpointStore } from "./interfaces/index.ts";
import { runSeq } from "./run-seq.ts";

interface CheckpointRecord {
  step: number;
  path: string;
  manifest_sha256: string;
  kind: CheckpointKind;
  loss: number | null;
  bytes: number;
  created_at: number;
}

export class SqlCheckpointStore implements CheckpointStore {
  readonly #connection: Connection;
  readonly #now: () => number;

  constructor(connection: Connection, now: () => number) {
    this.#connection = connection;
    this.#now = now;
  }

  commit(draft: CheckpointDraft): Checkpoint {
    assertRelative(draft.path);
    return this.#connection.transaction(() => {
      const run = runSeq(this.#connection, draft.runId);
      const replaced = draft.best ? "kind <> 'regular'" : "kind = 'last'";
      this.#connection.run(
        `UPDATE checkpoint SET kind = 'regular' WHERE run_seq = ? AND ${replaced}`,
        run,
      );
      this.#connection.run(
        `INSERT INTO checkpoint (run_seq, step, path, manifest_sha256, kind, loss, bytes, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (run_seq, step) DO UPDATE SET path = excluded.path,
           manifest_sha256 = excluded.manifest_sha256, kind = excluded.kind,
           loss = excluded.loss, bytes = excluded.bytes, created_at = excluded.created_at`,
        run,
        draft.step,
        draft.path,
        draft.manifestSha256,
        draft.best ? "best" : "last",
        draft.loss,
        draft.bytes,
        this.#now(),
      );
      return this.#one(draft.runId, "AND step = ?", draft.step) as Checkpoint;
    });
  }

  list(runId: string): Checkpoint[] {
    return this.#select(runId, "ORDER BY step DESC");
  }

  latest(runId: string): Checkpoint | null {
    return this.#one(runId, "ORDER BY step DESC LIMIT 1");
  }

  best(runId: string): Checkpoint | null {
    return this.#one(runId, "AND kind = 'best'");
  }

  remove(runId: string, step: number): void {
    this.#connection.run(
      "DELETE FROM checkpoint WHERE run_seq = ? AND step = ?",
      runSeq(this.#connection, runId),
      step,
    );
  }

  #one(runId: string, rest: string, ...values: number[]): Checkpoint | null {
    return this.#select(runId, rest, ...values)[0] ?? null;
  }

  #select(runId: string, rest: string, ...values: number[]): Checkpoint[] {
    const run = runSeq(this.#connection, runId);
    return this.#connection
      .all<CheckpointRecord>(`SELECT * FROM checkpoint WHERE run_seq = ? ${rest}`, run, ...values)
      .map((record) => ({
        runId,
        step: record.step,
        path: record.path,
        manifestSha256: record.manifest_sha256,
        kind: record.kind,
        loss: record.loss,
        bytes: record.bytes,
        createdAt: record.created_at,
      }));
  }
}

/** A home that moves, or a backup restored elsewhere, must find its checkpoints. */
function assertRelative(path: string): void {
  const inside = /^[^/\\:]+(\/[^/\\:]+)*$/.test(path) && !path.split("/").includes("..");
  if (!inside) throw new AppError("INTERNAL", "A checkpoint path must be relative to the home.");
}
