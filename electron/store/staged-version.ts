import { createHash } from "node:crypto";
import { type DatasetRow, normalizeText, type Reject } from "../shared/domain/dataset.ts";
import { AppError } from "../shared/errors.ts";
import type { Connection } from "./connection.ts";
import type { StagedVersion } from "./interfaces/index.ts";

/** Rows go to disk as they come, so that a large file never has to fit in memory. */
export class SqlStagedVersion implements StagedVersion {
  readonly #connection: Connection;
  readonly bodyId: number;
  rows = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.bodyId = connection.run("INSERT INTO dataset_body DEFAULT VALUES").rowId;
  }

  add(rows: readonly DatasetRow[]): void {
    this.#connection.transaction(() => {
      for (const row of rows) {
        this.#connection.run(
          `INSERT INTO dataset_row
             (body_id, idx, row_id, text, text_key, label, grp, answer, part, source_row,
              parent, origin)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          this.bodyId,
          this.rows,
          row.id,
          row.text,
          textKey(row.text),
          row.label,
          row.group,
          row.answer,
          row.part,
          row.sourceRow,
          row.parent ?? null,
          row.origin ?? null,
        );
        this.rows += 1;
      }
    });
  }

  reject(rejects: readonly Reject[]): void {
    this.#connection.transaction(() => {
      for (const { file, sourceRow, reason } of rejects) {
        this.#connection.run(
          "INSERT INTO dataset_reject (body_id, file, source_row, reason) VALUES (?, ?, ?, ?)",
          this.bodyId,
          file,
          sourceRow,
          reason,
        );
      }
    });
  }

  discard(): void {
    dropBody(this.#connection, this.bodyId);
  }
}

/**
 * Removes what imports that never ended left behind. Only safe while no import is under way. On a
 * full disk it waits for a later opening: removing needs room too, and reading must stay possible.
 */
export function sweepStaged(connection: Connection): void {
  try {
    sweep(connection);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "DISK_FULL") throw error;
  }
}

function sweep(connection: Connection): void {
  const bodies = connection.all<{ id: number }>(
    "SELECT id FROM dataset_body WHERE id NOT IN (SELECT body_id FROM dataset_version)",
  );
  for (const { id } of bodies) dropBody(connection, id);
}

function dropBody(connection: Connection, id: number): void {
  connection.transaction(() => {
    connection.run("DELETE FROM dataset_row WHERE body_id = ?", id);
    connection.run("DELETE FROM dataset_reject WHERE body_id = ?", id);
    connection.run("DELETE FROM dataset_body WHERE id = ?", id);
  });
}

function textKey(text: string): Buffer {
  return createHash("sha256").update(normalizeText(text)).digest().subarray(0, 16);
}
