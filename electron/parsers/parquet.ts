import type { ParsedDocument, ParsedItem, ParseRequest } from "../main/services/ports.ts";
import { COLUMN_ROLES, type ColumnMapping } from "../shared/domain/dataset.ts";
import { buildRow, type RoleFields, reject } from "./build-row.ts";
import { chooseColumns } from "./column-memory.ts";
import { fieldText } from "./jsonl.ts";
import { openParquet } from "./parquet-file.ts";
import type { RecordEntry } from "./record-entry.ts";

/** Flat columns of any compression; only those that play a role are read. */
export async function parseParquet(request: ParseRequest): Promise<ParsedDocument> {
  let chosen: ReturnType<typeof chooseColumns> | null = null;
  const source = await openParquet(request.path, (columns) => {
    chosen = chooseColumns(columns, request);
    return Object.values(chosen.mapping).filter((name) => name !== null);
  });
  const { mapping, source: columns } = chosen ?? chooseColumns(source.columns, request);
  return {
    mapping,
    source: columns,
    totalBytes: source.totalBytes,
    get doneBytes() {
      return source.doneBytes;
    },
    items: toItems(source.records, mapping),
  };
}

async function* toItems(
  records: AsyncIterable<RecordEntry>,
  mapping: ColumnMapping,
): AsyncGenerator<ParsedItem> {
  for await (const entry of records) yield toItem(entry, mapping);
}

function toItem(entry: RecordEntry, mapping: ColumnMapping): ParsedItem {
  if ("type" in entry) return entry;
  const fields: Record<string, string | null> = {};
  for (const role of COLUMN_ROLES) {
    const name = mapping[role];
    const value = name === null ? null : fieldText(entry.value, name);
    if (value === undefined) return reject(entry.sourceRow, `${role}: not a text`);
    fields[role] = value;
  }
  return buildRow(fields as RoleFields, entry.sourceRow);
}
