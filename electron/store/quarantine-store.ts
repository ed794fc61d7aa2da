import { z } from "zod";
import { DeidClassSchema } from "../shared/domain/deid/classes.ts";
import type { Quarantine, QuarantineCounts, ReviewSpan } from "../shared/domain/deid/quarantine.ts";
import type { Connection } from "./connection.ts";
import { type RowRecord, toRow, toVersion, type VersionRecord } from "./dataset-records.ts";
import type { IndexedRow, QuarantineStore, RowSpans } from "./interfaces/index.ts";
import { hashPrefix, onlyMatch } from "./references.ts";

const PAGE = 500;
const RECORD = `
  SELECT v.*, d.name, q.created_at AS q_created_at, q.searched_at, q.tagger_sha256, q.confirmed_at,
    q.confirmed_by, q.result_hash
  FROM quarantine q JOIN dataset_version v ON v.hash = q.dataset_hash
  JOIN dataset d ON d.id = v.dataset_id`;

interface QuarantineRecord extends VersionRecord {
  q_created_at: number;
  searched_at: number | null;
  tagger_sha256: string | null;
  confirmed_at: number | null;
  confirmed_by: string | null;
  result_hash: string | null;
}

interface SpanRecord {
  row_index: number;
  field: ReviewSpan["field"];
  start: number;
  end: number;
  class: string;
  source: ReviewSpan["source"];
  accepted: number | null;
}

/** Whether a version's rows are shut in. Asked by the store of datasets too. */
export function isQuarantined(connection: Connection, hash: string): boolean {
  return connection.get("SELECT 1 FROM quarantine WHERE dataset_hash = ?", hash) !== undefined;
}

export class SqlQuarantineStore implements QuarantineStore {
  readonly #connection: Connection;
  readonly #actor: string;
  readonly #now: () => number;

  constructor(connection: Connection, actor: string, now: () => number) {
    this.#connection = connection;
    this.#actor = actor;
    this.#now = now;
  }

  holds(hash: string): boolean {
    return isQuarantined(this.#connection, hash);
  }

  shut(hash: string): void {
    this.#connection.requireCommand("quarantine.shut");
    this.#connection.run(
      "INSERT INTO quarantine (dataset_hash, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
      hash,
      this.#now(),
    );
  }

  list(): Quarantine[] {
    return this.#connection
      .all<QuarantineRecord>(`${RECORD} WHERE v.removed_at IS NULL ORDER BY v.seq DESC`)
      .map((record) => this.#quarantine(record));
  }

  resolve(reference: string): Quarantine {
    const named = this.#connection.get<QuarantineRecord>(
      `${RECORD} WHERE (d.name = ? OR d.id = ?) AND v.removed_at IS NULL
       ORDER BY v.version DESC LIMIT 1`,
      reference,
      reference,
    );
    if (named !== undefined) return this.#quarantine(named);
    const prefix = hashPrefix(reference);
    const found =
      prefix === null
        ? []
        : this.#connection.all<QuarantineRecord>(`${RECORD} WHERE v.hash LIKE ? LIMIT 2`, prefix);
    return this.#quarantine(onlyMatch(found, "quarantined dataset", "--dataset"));
  }

  *rows(hash: string, from = 0, to = Number.MAX_SAFE_INTEGER): Iterable<IndexedRow> {
    const { body_id: body } = this.#record(hash);
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

  spans(hash: string, from: number, to: number): RowSpans[] {
    const records = this.#connection.all<SpanRecord>(
      `SELECT row_index, field, start, end, class, source, accepted FROM quarantine_span
       WHERE dataset_hash = ? AND row_index >= ? AND row_index < ?
       ORDER BY row_index, field DESC, start`,
      hash,
      from,
      to,
    );
    const rows = Map.groupBy(records, (record) => record.row_index);
    return [...rows].map(([row, found]) => ({ row, spans: found.map(toSpan) }));
  }

  marked(hash: string): { row: number; spans: number; reviewed: boolean }[] {
    return this.#connection
      .all<{ row: number; spans: number; reviewed: number }>(
        `SELECT row, max(spans) AS spans, max(reviewed) AS reviewed FROM (
           SELECT row_index AS row, count(*) AS spans, 0 AS reviewed FROM quarantine_span
             WHERE dataset_hash = ? GROUP BY row_index
           UNION ALL SELECT row_index, 0, 1 FROM quarantine_row WHERE dataset_hash = ?)
         GROUP BY row ORDER BY row`,
        hash,
        hash,
      )
      .map(({ row, spans, reviewed }) => ({ row, spans, reviewed: reviewed === 1 }));
  }

  clear(hash: string): void {
    this.#connection.run("DELETE FROM quarantine_span WHERE dataset_hash = ?", hash);
    this.#connection.run("DELETE FROM quarantine_row WHERE dataset_hash = ?", hash);
    this.#connection.run(
      "UPDATE quarantine SET searched_at = NULL, tagger_sha256 = NULL WHERE dataset_hash = ?",
      hash,
    );
  }

  found(hash: string, rows: readonly RowSpans[]): void {
    this.#connection.transaction(() => {
      for (const row of rows) this.#insert(hash, row);
    });
  }

  searched(hash: string, taggerSha256: string): void {
    this.#connection.requireCommand("quarantine.searched");
    this.#connection.run(
      "UPDATE quarantine SET searched_at = ?, tagger_sha256 = ? WHERE dataset_hash = ?",
      this.#now(),
      taggerSha256,
      hash,
    );
  }

  review(hash: string, row: RowSpans): void {
    this.#connection.requireCommand("quarantine.review");
    this.#connection.run(
      "DELETE FROM quarantine_span WHERE dataset_hash = ? AND row_index = ?",
      hash,
      row.row,
    );
    this.#insert(hash, row);
    this.#connection.run(
      `INSERT INTO quarantine_row (dataset_hash, row_index, reviewed_at, reviewed_by)
       VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET reviewed_at = excluded.reviewed_at,
         reviewed_by = excluded.reviewed_by`,
      hash,
      row.row,
      this.#now(),
      this.#actor,
    );
  }

  confirm(hash: string, resultHash: string): Quarantine {
    this.#connection.requireCommand("quarantine.confirm");
    this.#connection.run(
      `UPDATE quarantine SET confirmed_at = ?, confirmed_by = ?, result_hash = ?, counts = ?
       WHERE dataset_hash = ?`,
      this.#now(),
      this.#actor,
      resultHash,
      JSON.stringify(this.#counts(hash, this.#record(hash).rows)),
      hash,
    );
    return this.#quarantine(this.#record(hash));
  }

  #insert(hash: string, { row, spans }: RowSpans): void {
    for (const span of spans) {
      this.#connection.run(
        `INSERT INTO quarantine_span
           (dataset_hash, row_index, field, start, end, class, source, accepted)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        hash,
        row,
        span.field,
        span.start,
        span.end,
        span.class,
        span.source,
        span.accepted === null ? null : Number(span.accepted),
      );
    }
  }

  #record(hash: string): QuarantineRecord {
    const record = this.#connection.get<QuarantineRecord>(`${RECORD} WHERE v.hash = ?`, hash);
    const found = record === undefined ? [] : [record];
    return onlyMatch(found, "quarantined dataset", "--dataset");
  }

  #quarantine(record: QuarantineRecord): Quarantine {
    return {
      version: toVersion(record),
      createdAt: record.q_created_at,
      searchedAt: record.searched_at,
      taggerSha256: record.tagger_sha256,
      confirmedAt: record.confirmed_at,
      confirmedBy: record.confirmed_by,
      resultHash: record.result_hash,
      counts: this.#counts(record.hash, record.rows),
    };
  }

  #counts(hash: string, rows: number): QuarantineCounts {
    const classes = this.#connection.all<{
      class: string;
      found: number;
      rejected: number;
      added: number;
    }>(
      `SELECT class, count(*) AS found, sum(accepted IS 0) AS rejected,
         sum(source = 'person') AS added
       FROM quarantine_span WHERE dataset_hash = ? GROUP BY class ORDER BY found DESC, class`,
      hash,
    );
    const marked = this.#connection.get<{ n: number }>(
      "SELECT count(DISTINCT row_index) AS n FROM quarantine_span WHERE dataset_hash = ?",
      hash,
    );
    const reviewed = this.#connection.get<{ n: number }>(
      "SELECT count(*) AS n FROM quarantine_row WHERE dataset_hash = ?",
      hash,
    );
    return {
      classes: z
        .array(z.looseObject({ class: DeidClassSchema }))
        .parse(classes) as QuarantineCounts["classes"],
      rows,
      rowsWithSpans: marked?.n ?? 0,
      reviewed: reviewed?.n ?? 0,
    };
  }
}

function toSpan({ field, start, end, class: kind, source, accepted }: SpanRecord): ReviewSpan {
  const said = accepted === null ? null : accepted === 1;
  return { field, start, end, class: DeidClassSchema.parse(kind), source, accepted: said };
}
