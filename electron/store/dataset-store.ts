import type { DatasetVersion, Reject } from "../shared/domain/dataset.ts";
import { AppError } from "../shared/errors.ts";
import type { Connection } from "./connection.ts";
import { type RowRecord, toPart, toRow, toVersion, type VersionRecord } from "./dataset-records.ts";
import type {
  DatasetStore,
  IndexedRow,
  QuarantineStore,
  RowKeys,
  StagedVersion,
  VersionFacts,
} from "./interfaces/index.ts";
import { newId } from "./new-id.ts";
import { isQuarantined } from "./quarantine-store.ts";
import { hashPrefix, onlyMatch } from "./references.ts";
import { SqlStagedVersion } from "./staged-version.ts";

const PAGE = 500;
const VERSION = `
  SELECT v.*, d.name FROM dataset_version v JOIN dataset d ON d.id = v.dataset_id`;

export class SqlDatasetStore implements DatasetStore {
  readonly #connection: Connection;
  readonly #quarantine: Pick<QuarantineStore, "shut">;
  readonly #now: () => number;

  constructor(
    connection: Connection,
    quarantine: Pick<QuarantineStore, "shut">,
    now: () => number,
  ) {
    this.#connection = connection;
    this.#quarantine = quarantine;
    this.#now = now;
  }

  stage(): StagedVersion {
    return new SqlStagedVersion(this.#connection);
  }

  commit(
    staged: StagedVersion,
    facts: VersionFacts,
  ): { version: DatasetVersion; existing: boolean } {
    this.#connection.requireCommand("datasets.commit");
    if (!(staged instanceof SqlStagedVersion)) {
      throw new AppError("INTERNAL", "These rows were staged by another store.");
    }
    const present = this.#byHash(facts.hash);
    if (present !== undefined) {
      staged.discard();
      if (facts.quarantined === true) this.#quarantine.shut(present.hash);
      return { version: this.setRemoved(present.hash, false), existing: true };
    }
    const datasetId = this.#datasetNamed(facts.name);
    const next = this.#connection.get<{ n: number }>(
      "SELECT coalesce(max(version), 0) + 1 AS n FROM dataset_version WHERE dataset_id = ?",
      datasetId,
    );
    const counts = this.#countBody(staged.bodyId);
    this.#connection.run(
      `INSERT INTO dataset_version (hash, dataset_id, version, body_id, kind, rows, rejects,
         duplicates, unlabelled, labels, text_chars, mapping, derivation, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      facts.hash,
      datasetId,
      next?.n ?? 1,
      staged.bodyId,
      facts.kind,
      counts.rows,
      counts.rejects,
      counts.duplicates,
      facts.unlabelled,
      JSON.stringify(facts.labels),
      JSON.stringify(facts.textChars),
      JSON.stringify(facts.mapping),
      facts.derivation === undefined ? null : JSON.stringify(facts.derivation),
      this.#now(),
    );
    if (facts.quarantined === true) this.#quarantine.shut(facts.hash);
    return { version: this.resolve(facts.hash), existing: false };
  }

  list(): DatasetVersion[] {
    return this.#connection
      .all<VersionRecord>(
        `${VERSION} WHERE v.removed_at IS NULL
           AND v.hash NOT IN (SELECT dataset_hash FROM quarantine) ORDER BY v.seq DESC`,
      )
      .map(toVersion);
  }

  removed(): DatasetVersion[] {
    return this.#connection
      .all<VersionRecord>(
        `${VERSION} WHERE v.removed_at IS NOT NULL ORDER BY v.removed_at DESC, v.seq DESC`,
      )
      .map(toVersion);
  }

  setRemoved(hash: string, removed: boolean): DatasetVersion {
    this.#connection.requireCommand("datasets.setRemoved");
    this.#connection.run(
      "UPDATE dataset_version SET removed_at = ? WHERE hash = ?",
      removed ? this.#now() : null,
      hash,
    );
    return toVersion(this.#existing(hash));
  }

  resolve(reference: string): DatasetVersion {
    const named = this.#connection.get<VersionRecord>(
      `${VERSION} WHERE (d.id = ? OR d.name = ?) AND v.removed_at IS NULL
       ORDER BY v.version DESC LIMIT 1`,
      reference,
      reference,
    );
    if (named !== undefined) {
      if (isQuarantined(this.#connection, named.hash)) throw inQuarantine(named.name);
      return toVersion(named);
    }
    const prefix = hashPrefix(reference);
    const rows =
      prefix === null
        ? []
        : this.#connection.all<VersionRecord>(
            `${VERSION} WHERE v.hash LIKE ? AND (v.removed_at IS NULL OR v.hash = ?) LIMIT 2`,
            prefix,
            reference,
          );
    return toVersion(onlyMatch(rows, "dataset", "--dataset"));
  }

  *rows(hash: string, from = 0, to = Number.MAX_SAFE_INTEGER): Iterable<IndexedRow> {
    const body = this.#openBodyOf(hash);
    // In pages: an open cursor would keep the connection from writing.
    for (let next = from; next < to; next += PAGE) {
      const page = this.#connection.all<RowRecord>(
        "SELECT * FROM dataset_row WHERE body_id = ? AND idx >= ? AND idx < ? ORDER BY idx",
        body,
        next,
        Math.min(next + PAGE, to),
      );
      for (const record of page) yield toRow(record);
      if (page.length === 0) return;
    }
  }

  rowKeys(hash: string): RowKeys {
    // Numbered here: ranking by key in SQL would sort all rows, texts and all.
    const records = this.#connection.all<Pick<RowRecord, "label" | "grp" | "part"> & { k: string }>(
      "SELECT label, grp, part, hex(text_key) AS k FROM dataset_row WHERE body_id = ? ORDER BY idx",
      this.#openBodyOf(hash),
    );
    const numbers = new Map<string, number>();
    const numberOf = (key: string) => {
      const known = numbers.get(key) ?? numbers.size;
      numbers.set(key, known);
      return known;
    };
    return {
      labels: records.map((r) => r.label),
      groups: records.map((r) => r.grp),
      parts: records.map((r) => toPart(r.part)),
      texts: Uint32Array.from(records, (r) => numberOf(r.k)),
    };
  }

  rejects(hash: string, limit: number): Reject[] {
    return this.#connection.all<Reject>(
      `SELECT file, source_row AS sourceRow, reason FROM dataset_reject
       WHERE body_id = ? ORDER BY rowid LIMIT ?`,
      this.#bodyOf(hash),
      limit,
    );
  }

  rejectReasons(hash: string): { reason: string; rows: number }[] {
    return this.#connection.all(
      `SELECT reason, count(*) AS rows FROM dataset_reject
       WHERE body_id = ? GROUP BY reason ORDER BY rows DESC, reason`,
      this.#bodyOf(hash),
    );
  }

  #byHash(hash: string): VersionRecord | undefined {
    return this.#connection.get<VersionRecord>(`${VERSION} WHERE v.hash = ?`, hash);
  }

  #existing(hash: string): VersionRecord {
    const record = this.#byHash(hash);
    return onlyMatch(record === undefined ? [] : [record], "dataset", "--dataset");
  }

  #bodyOf(hash: string): number {
    return this.#existing(hash).body_id;
  }

  /** Nothing that uses rows gets past this: runs, splits, evaluations, pages of rows. */
  #openBodyOf(hash: string): number {
    const { body_id, name } = this.#existing(hash);
    if (isQuarantined(this.#connection, hash)) throw inQuarantine(name);
    return body_id;
  }

  #datasetNamed(name: string): string {
    const found = this.#connection.get<{ id: string }>(
      "SELECT id FROM dataset WHERE name = ?",
      name,
    );
    if (found !== undefined) return found.id;
    const id = newId("data");
    this.#connection.run(
      "INSERT INTO dataset (id, name, created_at) VALUES (?, ?, ?)",
      id,
      name,
      this.#now(),
    );
    return id;
  }

  #countBody(body: number): { rows: number; rejects: number; duplicates: number } {
    const rows = this.#connection.get<{ n: number; texts: number }>(
      "SELECT count(*) AS n, count(DISTINCT text_key) AS texts FROM dataset_row WHERE body_id = ?",
      body,
    );
    const rejects = this.#connection.get<{ n: number }>(
      "SELECT count(*) AS n FROM dataset_reject WHERE body_id = ?",
      body,
    );
    const n = rows?.n ?? 0;
    return { rows: n, rejects: rejects?.n ?? 0, duplicates: n - (rows?.texts ?? 0) };
  }
}

function inQuarantine(name: string): AppError {
  return new AppError("CONFLICT", `Dataset ${name} is in quarantine: it holds patient data.`, {
    field: "--dataset",
    hint: "Review and confirm its de-identification first; the confirmed version can be used.",
  });
}
