import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { ParsedDocument, ParsedItem, ParseRequest } from "../main/services/ports.ts";
import { COLUMN_ROLES, type ColumnMapping } from "../shared/domain/dataset.ts";
import { AppError } from "../shared/errors.ts";
import { buildRow, type RoleFields, reject } from "./build-row.ts";
import { chooseColumns } from "./column-memory.ts";
import { MAX_COLUMNS, MAX_RECORD_CHARS } from "./limits.ts";
import type { RawRecord } from "./raw-record.ts";
import { openUtf8File, orClose } from "./utf8-file.ts";

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Comma, semicolon or tab (by the header line); RFC 4180 quotes; any line ends, also mixed. */
export async function parseCsv(request: ParseRequest): Promise<ParsedDocument> {
  const { file, headers, records, chosen } = await openCsv(request.path, (columns) =>
    chooseColumns(columns, request),
  );
  return {
    mapping: chosen.mapping,
    source: chosen.source,
    totalBytes: file.totalBytes,
    get doneBytes() {
      return file.doneBytes;
    },
    items: toItems(records, headers, chosen.mapping),
  };
}

/** The header, what `choose` makes of it, and the records after it as they come. */
export async function openCsv<T>(path: string, choose: (headers: readonly string[]) => T) {
  const file = await openUtf8File(path);
  const records = readRecords(file.pieces(), path);
  return await orClose(records, async () => {
    const first = await records.next();
    if (first.done) throw noHeader(path);
    const headers = first.value.record.map((header) => header.trim());
    if (headers.length > MAX_COLUMNS) {
      throw new AppError("TOO_LARGE", "The header line has too many columns.", {
        field: "FILE",
        details: { columns: headers.length, maximum: MAX_COLUMNS },
      });
    }
    return { file, headers, records, chosen: choose(headers) };
  });
}

async function* toItems(
  records: AsyncIterable<CsvRecord>,
  headers: readonly string[],
  mapping: ColumnMapping,
): AsyncGenerator<ParsedItem> {
  const at = COLUMN_ROLES.map((role) => [role, headers.indexOf(mapping[role] ?? "")] as const);
  for await (const raw of rawCsvRecords(records, headers)) {
    if ("type" in raw) {
      yield raw;
      continue;
    }
    const fields = at.map(([role, index]) => [role, index < 0 ? null : (raw.cells[index] ?? null)]);
    yield buildRow(Object.fromEntries(fields) as RoleFields, raw.sourceRow);
  }
}

/** Records with the line they begin at; a ragged one is a reject. */
export async function* rawCsvRecords(
  records: AsyncIterable<CsvRecord>,
  headers: readonly string[],
): AsyncGenerator<RawRecord> {
  for await (const { record, info } of records) {
    const line = info.lines - countInnerLines(record);
    if (record.length === headers.length) yield { sourceRow: line, cells: record };
    else yield reject(line, `${record.length} fields, the header has ${headers.length}`);
  }
}

/** Faults of the quoting that leave the rest of the file without shape end it: see brokenFile. */
async function* readRecords(
  pieces: AsyncGenerator<string>,
  path: string,
): AsyncGenerator<CsvRecord> {
  const lines = unixLineEnds(pieces);
  const { value: head = "" } = await lines.next();
  const parser = parse({
    delimiter: findDelimiter(head),
    record_delimiter: "\n",
    info: true,
    relax_column_count: true,
    // A quote inside a field (5" nail) is text; where it hides a border, the row comes out ragged.
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_CHARS,
  });
  const source = Readable.from(joined(head, lines));
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    yield* parser as AsyncIterable<CsvRecord>;
  } catch (error) {
    throw error instanceof CsvError ? brokenFile(error, path) : error;
  } finally {
    source.destroy();
  }
}

async function* joined(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}

/** The separator most frequent in the header line, outside quotes; a comma when there is none. */
function findDelimiter(head: string): string {
  const line = head.replace(/"[^"]*"/g, "").split(/[\r\n]/, 1)[0] ?? "";
  const counts = [",", ";", "\t"].map((mark) => [mark, line.split(mark).length] as const);
  return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/** Line ends of any kind become "\n", inside quotes too: the same note is the same text. */
async function* unixLineEnds(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let held = "";
  for await (const piece of pieces) {
    const text = held + piece;
    // A carriage return at the end may be half of a pair.
    held = text.endsWith("\r") ? "\r" : "";
    yield text.slice(0, text.length - held.length).replace(/\r\n?/g, "\n");
  }
  if (held !== "") yield "\n";
}

function countInnerLines(record: readonly string[]): number {
  return record.reduce((n, field) => n + field.split("\n").length - 1, 0);
}

function brokenFile(error: CsvError, path: string): AppError {
  const open = error.code === "CSV_QUOTE_NOT_CLOSED";
  return new AppError(
    open ? "INVALID_INPUT" : "TOO_LARGE",
    open
      ? "A quoted field is not closed before the end of the file."
      : "A row is longer than a million characters.",
    {
      field: "FILE",
      hint: "Look for a quote that is opened and never closed, at or before this line.",
      details: { line: Number(error.lines ?? 0) },
      path,
      // No cause: the message of a parser can quote the note.
    },
  );
}

function noHeader(path: string): AppError {
  return new AppError("INVALID_INPUT", "The file has no readable header line.", {
    field: "FILE",
    hint: "The first line must name the columns.",
    path,
  });
}
