import { PARTS, type Part, type Split } from "../shared/domain/split.ts";
import type { Connection } from "./connection.ts";
import type { DatasetStore, IndexedRow, SplitDraft, SplitStore } from "./interfaces/index.ts";
import { newId } from "./new-id.ts";
import { hashPrefix, onlyMatch } from "./references.ts";

interface SplitRecord {
  id: string;
  dataset_hash: string;
  sha256: string;
  config: string;
  report: string;
  created_at: number;
}

const COLUMNS = "id, dataset_hash, sha256, config, report, created_at";

export class SqlSplitStore implements SplitStore {
  readonly #connection: Connection;
  readonly #datasets: DatasetStore;
  readonly #now: () => number;

  constructor(connection: Connection, datasets: DatasetStore, now: () => number) {
    this.#connection = connection;
    this.#datasets = datasets;
    this.#now = now;
  }

  add(draft: SplitDraft, assignment: Uint8Array): Split {
    this.#connection.requireCommand("splits.add");
    const config = JSON.stringify(draft.config);
    const present = this.#connection.get<SplitRecord>(
      `SELECT ${COLUMNS} FROM split WHERE dataset_hash = ? AND sha256 = ? AND config = ?`,
      draft.datasetHash,
      draft.sha256,
      config,
    );
    if (present !== undefined) return toSplit(present);
    const id = newId("split");
    this.#connection.run(
      `INSERT INTO split (id, dataset_hash, sha256, config, report, assignment, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      id,
      draft.datasetHash,
      draft.sha256,
      config,
      JSON.stringify(draft.report),
      assignment,
      this.#now(),
    );
    return this.resolve(id);
  }

  list(datasetHash: string): Split[] {
    return this.#connection
      .all<SplitRecord>(
        `SELECT ${COLUMNS} FROM split WHERE dataset_hash = ? ORDER BY seq DESC`,
        datasetHash,
      )
      .map(toSplit);
  }

  resolve(reference: string): Split {
    const rows = this.#connection.all<SplitRecord>(
      `SELECT ${COLUMNS} FROM split WHERE id = ? OR sha256 LIKE ? LIMIT 2`,
      reference,
      hashPrefix(reference) ?? "",
    );
    return toSplit(onlyMatch(rows, "split", "--split"));
  }

  assignment(id: string): Uint8Array {
    const rows = this.#connection.all<{ assignment: Uint8Array }>(
      "SELECT assignment FROM split WHERE id = ?",
      id,
    );
    return new Uint8Array(onlyMatch(rows, "split", "--split").assignment);
  }

  *rows(id: string, part: Part): Iterable<IndexedRow> {
    const wanted = PARTS.indexOf(part);
    const assignment = this.assignment(id);
    for (const row of this.#datasets.rows(this.resolve(id).datasetHash)) {
      if (assignment[row.index] === wanted) yield row;
    }
  }
}

function toSplit(record: SplitRecord): Split {
  return {
    id: record.id,
    datasetHash: record.dataset_hash,
    sha256: record.sha256,
    config: JSON.parse(record.config),
    report: JSON.parse(record.report),
    createdAt: record.created_at,
  };
}
