// A document as a table without roles, whatever its kind.

import { COLUMN_ROLES, type ColumnMapping, type SourceKind } from "../../shared/domain/dataset.ts";
import { UNUSED } from "../columns.ts";
import { openCsv, rawCsvRecords } from "../csv.ts";
import { parseGuideline } from "../guideline/parse-guideline.ts";
import { fieldText, openJsonl } from "../jsonl.ts";
import { openParquet } from "../parquet-file.ts";
import { parseDocument } from "../parse-document.ts";
import type { RawRecord } from "../raw-record.ts";

export interface RawDocument {
  readonly columns: readonly string[];
  /** The kind gives every column its role; null where the person may choose. */
  readonly fixedMapping: ColumnMapping | null;
  readonly totalBytes: number;
  readonly doneBytes: number;
  readonly records: AsyncGenerator<RawRecord>;
  /** The records ended before the file did. */
  readonly partial?: boolean;
}

export function openRaw(path: string, kind: SourceKind): Promise<RawDocument> {
  if (kind === "csv") return openRawCsv(path);
  if (kind === "jsonl") return openRawJsonl(path);
  return kind === "parquet" ? openRawParquet(path) : openFixed(path, kind);
}

async function openRawCsv(path: string): Promise<RawDocument> {
  const { file, headers, records } = await openCsv(path, () => null);
  return {
    columns: headers,
    fixedMapping: null,
    totalBytes: file.totalBytes,
    get doneBytes() {
      return file.doneBytes;
    },
    records: rawCsvRecords(records, headers),
  };
}

async function openRawJsonl(path: string): Promise<RawDocument> {
  const { file, head, keys, entries } = await openJsonl(path, () => null);
  async function* records(): AsyncGenerator<RawRecord> {
    for await (const entry of joined(head, entries)) {
      if (!("type" in entry)) {
        const cells = keys.map((key) => fieldText(entry.object, key));
        yield { sourceRow: entry.line, cells };
      } else if (entry.type === "reject") yield entry;
    }
  }
  return {
    columns: keys,
    fixedMapping: null,
    totalBytes: file.totalBytes,
    get doneBytes() {
      return file.doneBytes;
    },
    records: records(),
  };
}

async function* joined<T>(head: readonly T[], rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield* head;
  yield* rest;
}

async function openRawParquet(path: string): Promise<RawDocument> {
  const source = await openParquet(path);
  const { columns } = source;
  async function* records(): AsyncGenerator<RawRecord> {
    for await (const entry of source.records) {
      if ("type" in entry) yield entry;
      else {
        const cells = columns.map((name) => fieldText(entry.value, name));
        yield { sourceRow: entry.sourceRow, cells };
      }
    }
  }
  return {
    columns,
    fixedMapping: null,
    totalBytes: source.totalBytes,
    get doneBytes() {
      return source.doneBytes;
    },
    records: records(),
  };
}

/** The rows of a guideline come when its pages have been read: a look takes those of the first. */
const GUIDELINE_LOOK_MS = 6000;
const NOTHING_WANTED = { text: null, label: null, group: null, id: null, answer: null, part: null };
/** What the origin of a row is called in the files of a kind. */
const ORIGINS: Readonly<Partial<Record<SourceKind, string>>> = {
  asclepius: "task",
  "mts-dialog": "section",
  medquad: "source",
  hl7: "message",
  fhir: "resource",
  "guideline-pdf": "pages",
};

/** The rows themselves, one column a role. */
async function openFixed(path: string, kind: SourceKind): Promise<RawDocument> {
  const request = { path, kind, mapping: NOTHING_WANTED };
  const guideline =
    kind === "guideline-pdf" ? await parseGuideline(request, GUIDELINE_LOOK_MS) : null;
  const document = guideline ?? (await parseDocument(request));
  const roles = COLUMN_ROLES.filter((role) => document.mapping[role] !== null);
  const origin = ORIGINS[kind];
  async function* records(): AsyncGenerator<RawRecord> {
    for await (const item of document.items) {
      if (item.type === "reject") yield item;
      else {
        const { row } = item;
        const cells = roles.map((role) => row[role] ?? "");
        if (origin !== undefined) cells.push(row.origin ?? "");
        yield { sourceRow: row.sourceRow, cells, row };
      }
    }
  }
  const names = roles.map((role) => document.mapping[role] ?? "");
  return {
    columns: origin === undefined ? names : [...names, origin],
    fixedMapping: document.mapping,
    totalBytes: document.totalBytes,
    get doneBytes() {
      return document.doneBytes;
    },
    get partial() {
      return guideline?.partial ?? false;
    },
    records: records(),
  };
}

/** Every role as the person settled it: nothing is looked for by name any more. */
export function settled(mapping: ColumnMapping): ColumnMapping {
  const said = Object.entries(mapping).map(([role, name]) => [role, name ?? UNUSED]);
  return Object.fromEntries(said) as ColumnMapping;
}
