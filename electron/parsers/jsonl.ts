import type { ParsedDocument, ParsedItem, ParseRequest } from "../main/services/ports.ts";
import { COLUMN_ROLES, type ColumnMapping } from "../shared/domain/dataset.ts";
import { AppError } from "../shared/errors.ts";
import { buildRow, type RoleFields, reject } from "./build-row.ts";
import { chooseColumns } from "./column-memory.ts";
import { readMembers } from "./json-members.ts";
import { MAX_COLUMNS } from "./limits.ts";
import { readLines } from "./lines.ts";
import { openUtf8File, orClose } from "./utf8-file.ts";
import { withFirst } from "./with-first.ts";

export type JsonObject = Readonly<Record<string, unknown>>;
type Entry = { readonly line: number; readonly object: JsonObject } | ParsedItem;

/** Columns are looked for among the keys of this many objects. */
const SAMPLE = 20;

/** One JSON object a line, or one JSON list of objects. */
export async function parseJsonl(request: ParseRequest): Promise<ParsedDocument> {
  const { file, head, entries, chosen } = await openJsonl(request.path, (keys) =>
    chooseColumns(keys, request),
  );
  return {
    mapping: chosen.mapping,
    source: chosen.source,
    totalBytes: file.totalBytes,
    get doneBytes() {
      return file.doneBytes;
    },
    items: toItems(head, entries, chosen.mapping),
  };
}

/** The first objects, their keys, what `choose` makes of these, and the objects after as they come. */
export async function openJsonl<T>(path: string, choose: (keys: readonly string[]) => T) {
  const file = await openUtf8File(path);
  const entries = readObjects(file.pieces());
  return await orClose(entries, async () => {
    const head: Entry[] = [];
    const keys = new Set<string>();
    for (let objects = 0; objects < SAMPLE && head.length < 1000; ) {
      const { value, done } = await entries.next();
      if (done) break;
      head.push(value);
      if ("type" in value) continue;
      objects += 1;
      for (const key of Object.keys(value.object).slice(0, MAX_COLUMNS)) keys.add(key);
    }
    if (keys.size === 0) throw noObjects(path);
    return { file, head, keys: [...keys], entries, chosen: choose([...keys]) };
  });
}

function noObjects(path: string): AppError {
  return new AppError("INVALID_INPUT", "The file holds no JSON objects, one a line.", {
    field: "FILE",
    hint: 'Each line must be an object such as {"text": "...", "label": "..."}.',
    path,
  });
}

async function* toItems(
  head: readonly Entry[],
  rest: AsyncIterable<Entry>,
  mapping: ColumnMapping,
): AsyncGenerator<ParsedItem> {
  for (const entry of head) yield toItem(entry, mapping);
  for await (const entry of rest) yield toItem(entry, mapping);
}

function toItem(entry: Entry, mapping: ColumnMapping): ParsedItem {
  if ("type" in entry) return entry;
  const fields: Record<string, string | null> = {};
  for (const role of COLUMN_ROLES) {
    const key = mapping[role];
    const value = key === null ? null : fieldText(entry.object, key);
    if (value === undefined) return reject(entry.line, `${role}: not a text`);
    fields[role] = value;
  }
  return buildRow(fields as RoleFields, entry.line);
}

/** A missing key and null are empty; numbers and booleans are written out; undefined = no text. */
export function fieldText(object: JsonObject, key: string): string | undefined {
  const value = Object.hasOwn(object, key) ? object[key] : null;
  if (value === null) return "";
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

async function* readObjects(pieces: AsyncGenerator<string>): AsyncGenerator<Entry> {
  const first = await pieces.next();
  if (first.done) return;
  const all = withFirst(first.value, pieces);
  if (beginsList(first.value)) yield* readList(all);
  else yield* readObjectLines(all);
}

/** A list of objects; a line that is a list of something else is a fault of that line. */
export function beginsList(text: string): boolean {
  return /^\s*\[\s*\{/.test(text);
}

async function* readList(pieces: AsyncIterable<string>): AsyncGenerator<Entry> {
  for await (const { entry, text } of readMembers(pieces, "array")) {
    if (text === null) yield reject(entry, "entry: too long");
    else yield toObject(entry, text, "entry");
  }
}

async function* readObjectLines(pieces: AsyncIterable<string>): AsyncGenerator<Entry> {
  for await (const { line, text } of readLines(pieces)) {
    if (text === null) yield reject(line, "line: too long");
    else if (text.trim() !== "") yield toObject(line, text, "line");
  }
}

function toObject(line: number, text: string, what: "line" | "entry"): Entry {
  if (text.includes("\0")) return reject(line, `${what}: contains a NUL character`);
  const object = jsonObject(text);
  return object === null ? reject(line, `${what}: not a JSON object`) : { line, object };
}

/** Null for anything but an object. */
export function jsonObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    const plain = typeof value === "object" && value !== null && !Array.isArray(value);
    return plain ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}
