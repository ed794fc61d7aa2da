import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ParsedItem, ParsedRow } from "../../electron/main/services/ports.ts";
import { parseDocument } from "../../electron/parsers/parse-document.ts";
import {
  type ColumnMapping,
  ColumnMappingSchema,
  type SourceKind,
} from "../../electron/shared/domain/dataset.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export interface Parsed {
  readonly mapping: ColumnMapping;
  readonly rows: ParsedRow[];
  /** "line reason" */
  readonly rejects: string[];
}

export async function parsePath(
  path: string,
  kind: SourceKind,
  mapping: Partial<ColumnMapping> = {},
): Promise<Parsed> {
  const document = await parseDocument({ path, kind, mapping: ColumnMappingSchema.parse(mapping) });
  const items: ParsedItem[] = [];
  for await (const item of document.items) items.push(item);
  return {
    mapping: document.mapping,
    rows: items.flatMap((item) => (item.type === "row" ? [item.row] : [])),
    rejects: items.flatMap((item) =>
      item.type === "reject" ? [`${item.sourceRow} ${item.reason}`] : [],
    ),
  };
}

export async function parseText(
  kind: SourceKind,
  content: string | Uint8Array,
  mapping: Partial<ColumnMapping> = {},
): Promise<Parsed> {
  const path = join(temporaryFolder(), "input");
  writeFileSync(path, content);
  return await parsePath(path, kind, mapping);
}
