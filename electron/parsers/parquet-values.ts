import type { ParquetParsers } from "hyparquet";

const strict = new TextDecoder("utf-8", { fatal: true });

/** Bytes that are no UTF-8 stay bytes: such a cell is then rejected as no text. */
function text(bytes: Uint8Array): unknown {
  try {
    return strict.decode(bytes);
  } catch {
    return bytes;
  }
}

/** JSON in a cell stays the text it is: it is shown, not followed. */
export const parquetParsers: Partial<ParquetParsers> = {
  stringFromBytes: (bytes) => (bytes === undefined ? undefined : text(bytes)),
  jsonFromBytes: (bytes) => (bytes === undefined ? undefined : text(bytes)),
};

/** A cell as JSON would have it: lists and structures stay what they are. */
export function parquetCell(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  return value;
}
