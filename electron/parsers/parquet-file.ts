/** A Parquet file as records, one row group in memory at a time. */
import {
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from "hyparquet";
import { AppError } from "../shared/errors.ts";
import type { JsonObject } from "./jsonl.ts";
import { MAX_COLUMNS, MAX_PAGE_BYTES, MAX_ROW_GROUP_BYTES } from "./limits.ts";
import { openRandomAccess, type RandomAccess } from "./parquet-access.ts";
import { checkGroup } from "./parquet-check.ts";
import { parquetCell, parquetParsers } from "./parquet-values.ts";
import type { RecordEntry, RecordSource } from "./record-entry.ts";

export function isParquet(beginning: Uint8Array): boolean {
  return Buffer.from(beginning.subarray(0, 4)).toString("latin1") === "PAR1";
}

interface Opened {
  readonly access: RandomAccess;
  readonly metadata: FileMetaData;
  readonly columns: readonly string[];
}

/** @param only read these columns alone; null: every one */
export async function openParquet(
  path: string,
  only: (columns: readonly string[]) => readonly string[] | null = () => null,
): Promise<RecordSource> {
  const access = await openRandomAccess(path);
  try {
    const opened = await readMetadata(access);
    const wanted = only(opened.columns) ?? opened.columns;
    const state = { doneBytes: 0 };
    return {
      columns: opened.columns,
      totalBytes: access.totalBytes,
      get doneBytes() {
        return state.doneBytes;
      },
      records: records(opened, wanted, state),
      close: () => access.close(),
    };
  } catch (error) {
    await access.close();
    throw asAppError(error);
  }
}

async function readMetadata(access: RandomAccess): Promise<Opened> {
  const parsers = parquetParsers;
  const metadata = await parquetMetadataAsync(access.buffer, { parsers, geoparquet: false });
  const columns = parquetSchema(metadata).children.map(({ element }) => String(element.name));
  if (columns.length > MAX_COLUMNS) {
    throw new AppError("TOO_LARGE", "The file has too many columns.", {
      field: "FILE",
      details: { columns: columns.length, maximum: MAX_COLUMNS },
    });
  }
  return { access, metadata, columns };
}

async function* records(
  { access, metadata }: Opened,
  columns: readonly string[],
  state: { doneBytes: number },
): AsyncGenerator<RecordEntry> {
  try {
    const bytesPerGroup = access.totalBytes / Math.max(1, metadata.row_groups.length);
    let first = 0;
    for (const group of metadata.row_groups) {
      const rows = await checkGroup(access, group, new Set(columns), {
        groupBytes: MAX_ROW_GROUP_BYTES,
        pageBytes: MAX_PAGE_BYTES,
      });
      const objects = await readGroup(access, metadata, columns, first, first + rows);
      for (let at = 0; at < rows; at += 1) {
        yield { sourceRow: first + at + 1, value: toRecord(objects[at] ?? {}, columns) };
        // The row is given away: its texts need not live as long as the group.
        delete objects[at];
      }
      first += rows;
      state.doneBytes += bytesPerGroup;
    }
  } catch (error) {
    throw asAppError(error);
  } finally {
    await access.close();
  }
}

function readGroup(
  { buffer, compressors }: RandomAccess,
  metadata: FileMetaData,
  columns: readonly string[],
  rowStart: number,
  rowEnd: number,
): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({
    file: buffer,
    metadata,
    columns: [...columns],
    rowStart,
    rowEnd,
    compressors,
    parsers: parquetParsers,
    geoparquet: false,
  });
}

function toRecord(row: Record<string, unknown>, columns: readonly string[]): JsonObject {
  return Object.fromEntries(columns.map((name) => [name, parquetCell(row[name])]));
}

/** What the reader says may quote the file; what a person can do is always the same. */
function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError("INVALID_INPUT", "The Parquet file cannot be read.", {
    field: "FILE",
    hint: "It is damaged, cut short, encrypted, or written in a way that is not supported. Write it again, for example with snappy or zstd compression, or save it as CSV.",
  });
}
