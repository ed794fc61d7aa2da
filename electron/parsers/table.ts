/** A document with all its columns, for work that writes every row back with something added. */
import type { InputRecord, InputTable } from "../main/services/label-ports.ts";
import type { ColumnMapping } from "../shared/domain/dataset.ts";
import { AppError } from "../shared/errors.ts";
import { buildRow } from "./build-row.ts";
import { mapColumns, UNUSED } from "./columns.ts";
import { openCsv } from "./csv.ts";
import { fieldText, openJsonl } from "./jsonl.ts";
import type { Utf8File } from "./utf8-file.ts";

export async function openTable(path: string, textColumn: string | undefined): Promise<InputTable> {
  const name = path.toLowerCase().replace(/\.gz$/, "");
  if (name.endsWith(".jsonl")) return openJsonlTable(path, textColumn);
  if (/\.(csv|tsv|txt)$/.test(name)) return openCsvTable(path, textColumn);
  throw new AppError("UNSUPPORTED", "The input is neither .csv nor .jsonl.", {
    field: "--input",
    hint: "Save it as CSV UTF-8 with a header line, or as one JSON object a line.",
    path,
  });
}

async function openCsvTable(path: string, textColumn: string | undefined): Promise<InputTable> {
  const opened = await openCsv(path, (columns) => mapColumns(columns, onlyText(textColumn)).text);
  const { file, headers, records, chosen } = opened;
  const at = headers.indexOf(chosen ?? "");
  async function* rows(): AsyncGenerator<InputRecord> {
    for await (const { record } of records) {
      if (record.length !== headers.length) {
        const reason = `${record.length} fields, the header has ${headers.length}`;
        yield { cells: fitted(record, headers.length), text: null, problem: reason };
      } else yield withText(record, record[at] ?? "");
    }
  }
  return table(file, headers, rows());
}

async function openJsonlTable(path: string, textColumn: string | undefined): Promise<InputTable> {
  const opened = await openJsonl(path, (found) => mapColumns(found, onlyText(textColumn)).text);
  const { file, head, keys, entries } = opened;
  const column = opened.chosen ?? "";
  async function* all() {
    yield* head;
    yield* entries;
  }
  async function* rows(): AsyncGenerator<InputRecord> {
    for await (const item of all()) {
      if ("type" in item) {
        if (item.type === "reject") yield unreadable(keys.length, item.reason);
        continue;
      }
      const { object } = item;
      const cells = keys.map((key) => fieldText(object, key) ?? JSON.stringify(object[key]));
      const text = fieldText(object, column);
      if (text === undefined) yield { cells, text: null, problem: "text: not a text" };
      else yield withText(cells, text);
    }
  }
  return table(file, keys, rows());
}

function onlyText(column: string | undefined): ColumnMapping {
  const none = UNUSED;
  return { text: column ?? null, label: none, group: none, id: none, answer: none, part: none };
}

function table(
  file: Utf8File,
  headers: readonly string[],
  records: AsyncIterable<InputRecord>,
): InputTable {
  return {
    headers,
    totalBytes: file.totalBytes,
    get doneBytes() {
      return file.doneBytes;
    },
    records,
  };
}

/** The same rules for a text as an import has. */
function withText(cells: readonly string[], text: string): InputRecord {
  const unused = { label: null, group: null, id: null, answer: null, part: null };
  const item = buildRow({ ...unused, text }, 0);
  if (item.type === "row") return { cells, text: item.row.text, problem: "" };
  return { cells, text: null, problem: item.reason };
}

function unreadable(columns: number, problem: string): InputRecord {
  return { cells: Array<string>(columns).fill(""), text: null, problem };
}

/** A ragged row keeps what fits under the header. */
function fitted(cells: readonly string[], columns: number): string[] {
  return Array.from({ length: columns }, (_, i) => cells[i] ?? "");
}
