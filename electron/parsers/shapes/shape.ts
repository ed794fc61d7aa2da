// What the published data sets with fixed columns have in common.
import type { ParsedDocument, ParsedItem, ParseRequest } from "../../main/services/ports.ts";
import { COLUMN_ROLES, type ColumnMapping } from "../../shared/domain/dataset.ts";
import { AppError } from "../../shared/errors.ts";
import { buildRow, type RoleFields, reject } from "../build-row.ts";
import { fieldText, type JsonObject } from "../jsonl.ts";
import type { RecordEntry } from "../record-entry.ts";
import { openRecords } from "../record-source.ts";

export interface Shape {
  /** As people call it. */
  readonly title: string;
  /** Columns that a file of this kind has, in lower case. */
  readonly needs: readonly string[];
  /** What plays which role, for reading: the rows may join several columns. */
  readonly mapping: ColumnMapping;
  /** The rows of one record, or why it has none. */
  items(record: ShapeRecord): Iterable<ParsedItem>;
}

/** One record; columns are found whatever the case of their letters. */
export class ShapeRecord {
  readonly sourceRow: number;
  readonly path: string;
  readonly #value: JsonObject;

  constructor(sourceRow: number, value: JsonObject, path: string) {
    this.sourceRow = sourceRow;
    this.#value = value;
    this.path = path;
  }

  raw(name: string): unknown {
    if (Object.hasOwn(this.#value, name)) return this.#value[name];
    const key = Object.keys(this.#value).find((one) => plainName(one) === name);
    return key === undefined ? null : this.#value[key];
  }

  /** Empty for what is missing; undefined for what is no text. */
  text(name: string): string | undefined {
    return fieldText({ value: this.raw(name) }, "value")?.trim();
  }
}

export function plainName(header: string): string {
  return header.trim().toLowerCase().replaceAll(" ", "_");
}

const NO_FIELDS = { text: null, label: null, group: null, id: null, answer: null, part: null };

/** @param names columns that must hold text; the first that does not is named */
export function rowOf(
  record: ShapeRecord,
  names: readonly string[],
  make: (texts: readonly string[]) => { fields: Partial<RoleFields>; origin?: string },
): ParsedItem {
  const texts: string[] = [];
  for (const name of names) {
    const text = record.text(name);
    if (text === undefined) return reject(record.sourceRow, `${name}: not a text`);
    if (text === "") return reject(record.sourceRow, `${name}: empty`);
    texts.push(text);
  }
  const { fields, origin } = make(texts);
  return withOrigin(buildRow({ ...NO_FIELDS, ...fields }, record.sourceRow), origin);
}

export function withOrigin(item: ParsedItem, origin: string | undefined): ParsedItem {
  const named = origin?.slice(0, 200).trim() ?? "";
  if (item.type === "reject" || named === "" || !named.isWellFormed()) return item;
  return { type: "row", row: { ...item.row, origin: named } };
}

export function shapeParser(shape: Shape) {
  return async (request: ParseRequest): Promise<ParsedDocument> => {
    refuseColumns(shape.title, request.mapping);
    const source = await openRecords(request.path);
    const missing = shape.needs.filter(
      (name) => !source.columns.some((column) => plainName(column) === name),
    );
    if (missing.length > 0) {
      await source.close();
      throw new AppError("INVALID_INPUT", `The file is not ${shape.title}.`, {
        field: "FILE",
        hint: `It lacks ${missing.join(", ")}. Import it as csv, jsonl or parquet and choose its columns.`,
      });
    }
    return {
      mapping: shape.mapping,
      totalBytes: source.totalBytes,
      get doneBytes() {
        return source.doneBytes;
      },
      items: itemsOf(source.records, shape, request.path),
    };
  };
}

async function* itemsOf(
  records: AsyncIterable<RecordEntry>,
  shape: Shape,
  path: string,
): AsyncGenerator<ParsedItem> {
  for await (const entry of records) {
    if ("type" in entry) yield entry;
    else yield* shape.items(new ShapeRecord(entry.sourceRow, entry.value, path));
  }
}

/** Where the kind gives every column its role, naming one is a mistake. */
export function refuseColumns(title: string, mapping: ColumnMapping): void {
  const named = COLUMN_ROLES.find((role) => mapping[role] !== null);
  if (named === undefined) return;
  throw new AppError("INVALID_INPUT", `The columns of ${title} are fixed.`, {
    field: `--${named}-column`,
    hint: "Leave the column options out, or import the file as csv, jsonl or parquet.",
  });
}
