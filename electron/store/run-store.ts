import { createHash } from "node:crypto";
import { canonicalJson } from "../shared/canonical-json.ts";
import {
  canFollow,
  type Run,
  type RunDevice,
  type RunError,
  type RunStatus,
} from "../shared/domain/run.ts";
import { AppError } from "../shared/errors.ts";
import type { Connection } from "./connection.ts";
import type { RunDraft, RunStore } from "./interfaces/index.ts";
import { newId } from "./new-id.ts";
import { onlyMatch } from "./references.ts";

interface RunRecord {
  id: string;
  name: string;
  status: RunStatus;
  frozen: string;
  config_sha256: string;
  model_id: string;
  split_id: string | null;
  phase: string | null;
  error: string | null;
  device: string | null;
  created_at: number;
  started_at: number | null;
  ended_at: number | null;
  archived_at: number | null;
}

export class SqlRunStore implements RunStore {
  readonly #connection: Connection;
  readonly #now: () => number;

  constructor(connection: Connection, now: () => number) {
    this.#connection = connection;
    this.#now = now;
  }

  create(draft: RunDraft): Run {
    this.#connection.requireCommand("runs.create");
    const frozen = canonicalJson(draft.frozen);
    const id = newId("run");
    this.#connection.run(
      `INSERT INTO run (id, name, status, frozen, config_sha256, model_id, model_hash,
         dataset_hash, split_id, created_at)
       VALUES (?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?)`,
      id,
      draft.name,
      frozen,
      createHash("sha256").update(frozen).digest("hex"),
      draft.modelId,
      draft.frozen.modelHash,
      draft.frozen.datasetHash,
      draft.splitId,
      this.#now(),
    );
    return this.resolve(id);
  }

  resolve(reference: string): Run {
    const rows = this.#connection.all<RunRecord>(
      "SELECT * FROM run WHERE id = ? OR name = ? ORDER BY id = ? DESC, seq DESC LIMIT 1",
      reference,
      reference,
      reference,
    );
    return toRun(onlyMatch(rows, "run", "--run"));
  }

  list(): Run[] {
    return this.#connection.all<RunRecord>("SELECT * FROM run ORDER BY seq DESC").map(toRun);
  }

  setStatus(id: string, status: RunStatus, error: RunError | null = null): Run {
    return this.#connection.transaction(() => {
      const run = this.resolve(id);
      if (!canFollow(run.status, status)) {
        throw new AppError("CONFLICT", `A run that is ${run.status} cannot become ${status}.`, {
          field: "--run",
          details: { run: id, status: run.status },
        });
      }
      const active = status === "running" || status === "paused";
      this.#connection.run(
        `UPDATE run SET status = ?, error = ?, started_at = coalesce(started_at, ?), ended_at = ?,
           phase = CASE WHEN ? THEN phase END WHERE id = ?`,
        status,
        error === null ? null : JSON.stringify(error),
        status === "running" ? this.#now() : run.startedAt,
        active ? null : this.#now(),
        active ? 1 : 0,
        id,
      );
      return this.resolve(id);
    });
  }

  setPhase(id: string, phase: string | null): void {
    this.#connection.run("UPDATE run SET phase = ? WHERE id = ?", phase, id);
  }

  setDevice(id: string, device: RunDevice): void {
    this.#connection.run("UPDATE run SET device = ? WHERE id = ?", JSON.stringify(device), id);
  }

  rename(id: string, name: string): Run {
    this.#connection.requireCommand("runs.rename");
    this.#connection.run("UPDATE run SET name = ? WHERE id = ?", name, this.resolve(id).id);
    return this.resolve(id);
  }

  setArchived(id: string, archived: boolean): Run {
    this.#connection.requireCommand("runs.setArchived");
    const run = this.resolve(id);
    const at = archived ? (run.archivedAt ?? this.#now()) : null;
    this.#connection.run("UPDATE run SET archived_at = ? WHERE id = ?", at, run.id);
    return this.resolve(run.id);
  }

  /** Called when a writer opens the store: whoever ran these is gone. */
  markInterrupted(): void {
    this.#connection.run(
      `UPDATE run SET status = 'interrupted', phase = NULL, ended_at = ?
       WHERE status IN ('running', 'paused')`,
      this.#now(),
    );
  }
}

function toRun(record: RunRecord): Run {
  return {
    id: record.id,
    name: record.name,
    status: record.status,
    frozen: JSON.parse(record.frozen),
    configSha256: record.config_sha256,
    modelId: record.model_id,
    splitId: record.split_id,
    phase: record.phase,
    error: record.error === null ? null : JSON.parse(record.error),
    device: record.device === null ? null : JSON.parse(record.device),
    createdAt: record.created_at,
    startedAt: record.started_at,
    endedAt: record.ended_at,
    archivedAt: record.archived_at,
  };
}
