import { type ColumnMapping, ColumnMappingSchema } from "../shared/domain/dataset.ts";
import { AppError } from "../shared/errors.ts";
import type { Connection } from "./connection.ts";
import type { SourceStore, WatchedFolder } from "./interfaces/index.ts";

/** Sources that are still used; each message to a parser carries them all. */
const KEPT = 500;

export class SqlSourceStore implements SourceStore {
  readonly #connection: Connection;
  readonly #now: () => number;

  constructor(connection: Connection, now: () => number) {
    this.#connection = connection;
    this.#now = now;
  }

  remembered(): Record<string, ColumnMapping> {
    const records = this.#connection.all<{ fingerprint: string; mapping: string }>(
      "SELECT fingerprint, mapping FROM column_memory ORDER BY used_at DESC LIMIT ?",
      KEPT,
    );
    const pairs = records.map(({ fingerprint, mapping }) => [
      fingerprint,
      ColumnMappingSchema.parse(JSON.parse(mapping)),
    ]);
    return Object.fromEntries(pairs) as Record<string, ColumnMapping>;
  }

  remember(fingerprint: string, mapping: ColumnMapping): void {
    this.#connection.requireCommand("sources.remember");
    this.#connection.run(
      `INSERT INTO column_memory (fingerprint, mapping, used_at) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at`,
      fingerprint,
      JSON.stringify(mapping),
      this.#now(),
    );
    this.#connection.run(
      `DELETE FROM column_memory WHERE fingerprint NOT IN
         (SELECT fingerprint FROM column_memory ORDER BY used_at DESC LIMIT ?)`,
      KEPT,
    );
  }

  forget(fingerprint: string): void {
    this.#connection.requireCommand("sources.forget");
    this.#connection.run("DELETE FROM column_memory WHERE fingerprint = ?", fingerprint);
  }

  watched(): WatchedFolder | null {
    const record = this.#connection.get<{ folder: string; dataset: string; shut: number }>(
      "SELECT folder, dataset, patient_data AS shut FROM watched_folder",
    );
    if (record === undefined) return null;
    const { folder, dataset, shut } = record;
    return { folder, dataset, patientData: shut === 1 };
  }

  setWatched(watched: WatchedFolder | null): void {
    this.#connection.requireCommand("sources.setWatched");
    this.#connection.run("DELETE FROM watched_folder");
    if (watched === null) return;
    const { folder, dataset, patientData } = watched;
    this.#connection.run(
      "INSERT INTO watched_folder (id, folder, dataset, patient_data) VALUES (1, ?, ?, ?)",
      folder,
      dataset,
      patientData ? 1 : 0,
    );
  }

  pseudonymKey(): string {
    const record = this.#connection.get<{ value: Buffer }>(
      "SELECT value FROM pseudonym_key WHERE id = 1",
    );
    if (record === undefined)
      throw new AppError("CORRUPT", "The store has lost its pseudonym key.");
    return record.value.toString("hex");
  }
}
