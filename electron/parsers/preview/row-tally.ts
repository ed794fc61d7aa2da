import { createHash } from "node:crypto";
import type { ParsedItem } from "../../main/services/ports.ts";
import {
  COLUMN_ROLES,
  type ColumnMapping,
  normalizeText,
  type Reject,
} from "../../shared/domain/dataset.ts";
import {
  type DatasetPreview,
  PREVIEW_CELL_CHARS,
  PREVIEW_COLUMNS,
  PREVIEW_ROWS,
} from "../../shared/domain/dataset-preview.ts";
import { buildRow, type RoleFields, reject } from "../build-row.ts";
import type { RawRecord } from "../raw-record.ts";

const SHOWN_REJECTS = 100;

type Shown = DatasetPreview["rows"][number];

/** What an import of the rows read would give. */
export class RowTally {
  readonly shown: Shown[] = [];
  readonly rejects: Reject[] = [];
  rows = 0;
  rejected = 0;
  duplicates = 0;
  unlabelled = 0;
  readonly #at: readonly (readonly [keyof RoleFields, number])[];
  readonly #mapped: boolean;
  readonly #reasons = new Map<string, number>();
  readonly #labels = new Map<string, number>();
  readonly #texts = new Set<string>();
  readonly #ids = new Set<string>();

  constructor(columns: readonly string[], mapping: ColumnMapping) {
    this.#at = COLUMN_ROLES.map((role) => [role, columns.indexOf(mapping[role] ?? "")] as const);
    this.#mapped = mapping.text !== null;
  }

  add(record: RawRecord): void {
    const item = this.#itemOf(record);
    if (item === null) this.#show(record, null);
    else if (item.type === "reject") this.#reject(record, item.reason);
    else if (item.row.id !== null && this.#ids.has(item.row.id)) {
      this.#reject(record, "id: appeared before");
    } else this.#accept(record, item);
  }

  labels(): { label: string; count: number }[] {
    return [...this.#labels]
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .map(([label, count]) => ({ label, count }));
  }

  reasons(): { reason: string; rows: number }[] {
    return [...this.#reasons]
      .sort(([, m], [, n]) => n - m)
      .map(([reason, rows]) => ({ reason, rows }));
  }

  /** Null: without a text column no row can be judged, only shown. */
  #itemOf(record: RawRecord): ParsedItem | null {
    if ("type" in record) return record;
    if (record.row !== undefined) return { type: "row", row: record.row };
    if (!this.#mapped) return null;
    const fields: Record<string, string | null> = {};
    for (const [role, index] of this.#at) {
      const cell = index < 0 ? null : record.cells[index];
      if (cell === undefined) return reject(record.sourceRow, `${role}: not a text`);
      fields[role] = cell;
    }
    return buildRow(fields as RoleFields, record.sourceRow);
  }

  #accept(record: RawRecord, { row }: Extract<ParsedItem, { type: "row" }>): void {
    this.rows += 1;
    if (row.id !== null) this.#ids.add(row.id);
    // A digest bounds what is held of long texts.
    const key = createHash("sha256").update(normalizeText(row.text)).digest("base64");
    if (this.#texts.has(key)) this.duplicates += 1;
    else this.#texts.add(key);
    if (row.label === null) this.unlabelled += 1;
    else this.#labels.set(row.label, (this.#labels.get(row.label) ?? 0) + 1);
    this.#show(record, null);
  }

  #reject(record: RawRecord, reason: string): void {
    this.rejected += 1;
    this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
    const { sourceRow } = record;
    if (this.rejects.length < SHOWN_REJECTS) this.rejects.push({ file: 0, sourceRow, reason });
    this.#show(record, reason);
  }

  #show(record: RawRecord, problem: string | null): void {
    if (this.shown.length >= PREVIEW_ROWS) return;
    const cells = "type" in record ? [] : record.cells.slice(0, PREVIEW_COLUMNS).map(cut);
    this.shown.push({ sourceRow: record.sourceRow, cells, reject: problem });
  }
}

function cut(cell: string | undefined): string {
  const text = cell ?? "";
  if (text.length <= PREVIEW_CELL_CHARS) return text;
  // Half a surrogate pair at the end would not survive the way to the window.
  return `${text.slice(0, PREVIEW_CELL_CHARS).replace(/[\ud800-\udbff]$/, "")}…`;
}
