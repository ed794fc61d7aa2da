/**
 * A document as records with named values, whatever it is kept in: CSV, JSON lines, a JSON list or
 * Parquet, each also inside gzip. The kinds with fixed columns are read through this.
 */
import { openCsv, rawCsvRecords } from "./csv.ts";
import { readBytes } from "./file-bytes.ts";
import { openJsonl } from "./jsonl.ts";
import { isParquet, openParquet } from "./parquet-file.ts";
import type { RecordEntry, RecordSource } from "./record-entry.ts";

export async function openRecords(path: string): Promise<RecordSource> {
  const beginning = await firstBytes(path);
  if (isParquet(beginning)) return await openParquet(path);
  // A mark of UTF-8 may stand before the first character.
  const text = new TextDecoder("utf-8").decode(beginning).trimStart();
  return /^[[{]/.test(text) ? await openJsonRecords(path) : await openCsvRecords(path);
}

/** Up to 64 KiB, unpacked. */
export async function firstBytes(path: string): Promise<Uint8Array> {
  for await (const bytes of readBytes(path)) return bytes;
  return new Uint8Array();
}

async function openJsonRecords(path: string): Promise<RecordSource> {
  const { file, head, keys, entries } = await openJsonl(path, () => null);
  async function* records(): AsyncGenerator<RecordEntry> {
    for await (const entry of joined(head, entries)) {
      if (!("type" in entry)) yield { sourceRow: entry.line, value: entry.object };
      else if (entry.type === "reject") yield entry;
    }
  }
  return {
    columns: keys,
    totalBytes: file.totalBytes,
    get doneBytes() {
      return file.doneBytes;
    },
    records: records(),
    close: async () => void (await entries.return(undefined)),
  };
}

async function openCsvRecords(path: string): Promise<RecordSource> {
  const { file, headers, records: lines } = await openCsv(path, () => null);
  async function* records(): AsyncGenerator<RecordEntry> {
    for await (const record of rawCsvRecords(lines, headers)) {
      if ("type" in record) yield record;
      else {
        const pairs = headers.map((header, at) => [header, record.cells[at] ?? ""]);
        yield { sourceRow: record.sourceRow, value: Object.fromEntries(pairs) };
      }
    }
  }
  return {
    columns: headers,
    totalBytes: file.totalBytes,
    get doneBytes() {
      return file.doneBytes;
    },
    records: records(),
    close: async () => void (await lines.return(undefined)),
  };
}

async function* joined<T>(head: readonly T[], rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield* head;
  yield* rest;
}
