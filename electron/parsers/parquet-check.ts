/**
 * What a row group says of itself, held against what the file can hold, before anything of it is
 * reserved: a changed byte in a count must not cost gigabytes or minutes.
 */
import type { RowGroup } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";
import { MAX_ROWS } from "../shared/domain/bounds.ts";
import { AppError } from "../shared/errors.ts";
import type { RandomAccess } from "./parquet-access.ts";

/** Values of lists, several a row. */
const MAX_VALUES = 20_000_000;

interface Bounds {
  readonly groupBytes: number;
  readonly pageBytes: number;
}

/** The rows of the group. Throws when the columns named are larger than can be read. */
export async function checkGroup(
  access: RandomAccess,
  group: RowGroup,
  columns: ReadonlySet<string>,
  bounds: Bounds,
): Promise<number> {
  const rows = Number(group.num_rows);
  if (!(rows >= 0 && rows <= MAX_ROWS)) throw groupTooLarge(bounds);
  let unpacked = 0;
  for (const { meta_data: chunk } of group.columns) {
    if (chunk === undefined) throw new RangeError("a column without a description");
    if (!columns.has(String(chunk.path_in_schema[0]))) continue;
    const values = Number(chunk.num_values);
    const packed = Number(chunk.total_compressed_size);
    if (!(values >= 0 && values <= MAX_VALUES)) throw groupTooLarge(bounds);
    const start = Number(chunk.dictionary_page_offset || chunk.data_page_offset);
    if (!(start >= 0 && packed >= 0 && start + packed <= access.buffer.byteLength)) {
      throw new RangeError("a column outside of the file");
    }
    unpacked += await checkPages(access, start, packed, values, bounds.pageBytes);
    if (unpacked > bounds.groupBytes) throw groupTooLarge(bounds);
  }
  return rows;
}

/** Follows the heads of the pages; the sizes they claim, together. */
async function checkPages(
  access: RandomAccess,
  start: number,
  bytes: number,
  values: number,
  maxPageBytes: number,
): Promise<number> {
  const buffer = await access.buffer.slice(start, start + bytes);
  const reader = { view: new DataView(buffer), offset: 0 };
  let unpacked = 0;
  let seen = 0;
  while (reader.offset < bytes && seen < values) {
    const head = parquetHeader(reader);
    const size = Number(head.uncompressed_page_size);
    const packed = Number(head.compressed_page_size);
    const { data_page_header: v1, data_page_header_v2: v2, dictionary_page_header: words } = head;
    const count = Number((v1 ?? v2)?.num_values ?? 0);
    const entries = Number(words?.num_values ?? 0);
    if (!(size >= 0 && size <= maxPageBytes && packed >= 0 && packed <= bytes - reader.offset)) {
      throw new RangeError("a page outside of its column");
    }
    if (!(count >= 0 && seen + count <= values && entries >= 0 && entries <= size)) {
      throw new RangeError("a page with more values than its column");
    }
    unpacked += size;
    seen += count;
    reader.offset += packed;
  }
  return unpacked;
}

function groupTooLarge({ groupBytes }: Bounds): AppError {
  return new AppError("TOO_LARGE", "A row group of the Parquet file is too large to be read.", {
    field: "FILE",
    hint: "Write the file with smaller row groups, for example 20,000 rows each, or save it as CSV.",
    details: { maximumBytes: groupBytes },
  });
}
