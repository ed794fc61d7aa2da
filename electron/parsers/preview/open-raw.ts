// A document as a table without roles, whatever its kind.

import type { ColumnMapping, SourceKind } from "../../shared/domain/dataset.ts";
import { UNUSED } from "../columns.ts";
import { openCsv, rawCsvRecords } from "../csv.ts";
import { fieldText, openJsonl } from "../jsonl.ts";
import { parsePubmedqa } from "../pubmedqa.ts";
import type { RawRecord } from "../raw-record.ts";

export interface RawDocument {
  readonly columns: readonly string[];
  /** The kind gives every column its role; null where the person may choose. */
  readonly fixedMapping: ColumnMapping | null;
  readonly totalBytes: number;
  readonly doneBytes: number;
  readonly records: AsyncGenerator<RawRecord>;
}

export function openRaw(path: string, kind: SourceKind): Promise<RawDocument> {
  if (kind === "csv") return openRawCsv(path);
  return kind === "jsonl" ? openRawJsonl(path) : openRawPubmedqa(path);
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

const NOTHING_WANTED = { text: null, label: null, group: null, id: null, answer: null, part: null };

async function openRawPubmedqa(path: string): Promise<RawDocument> {
  const document = await parsePubmedqa({ path, kind: "pubmedqa", mapping: NOTHING_WANTED });
  async function* records(): AsyncGenerator<RawRecord> {
    for await (const item of document.items) {
      if (item.type === "reject") yield item;
      else {
        const { id, text, label, answer, sourceRow } = item.row;
        yield { sourceRow, cells: [id ?? "", text, label ?? "", answer ?? ""] };
      }
    }
  }
  return {
    columns: ["PMID", "QUESTION", "final_decision", "LONG_ANSWER"],
    fixedMapping: document.mapping,
    totalBytes: document.totalBytes,
    get doneBytes() {
      return document.doneBytes;
    },
    records: records(),
  };
}

/** Every role as the person settled it: nothing is looked for by name any more. */
export function settled(mapping: ColumnMapping): ColumnMapping {
  const said = Object.entries(mapping).map(([role, name]) => [role, name ?? UNUSED]);
  return Object.fromEntries(said) as ColumnMapping;
}
