/** Any part of a Parquet file on request: it is read from its end. */
import { type FileHandle, open } from "node:fs/promises";
import type { AsyncBuffer, Compressors } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { AppError } from "../shared/errors.ts";
import { systemError } from "../shared/system-error.ts";
import { isGzip, readBytes, sizeOf } from "./file-bytes.ts";
import { MAX_PACKED_PARQUET_BYTES, MAX_PAGE_BYTES } from "./limits.ts";

export interface RandomAccess {
  readonly totalBytes: number;
  readonly buffer: AsyncBuffer;
  readonly compressors: Compressors;
  /** Any number of times. */
  close(): Promise<void>;
}

export async function openRandomAccess(path: string): Promise<RandomAccess> {
  const totalBytes = await sizeOf(path);
  const file = await opened(path);
  let open = true;
  const access = {
    totalBytes,
    compressors: bounded(compressors),
    close: async () => {
      if (open) await file.close();
      open = false;
    },
  };
  try {
    const head = await slice(file, path, 0, Math.min(3, totalBytes));
    if (!isGzip(new Uint8Array(head))) {
      const read = (start: number, end = totalBytes) => slice(file, path, start, end, totalBytes);
      return { ...access, buffer: { byteLength: totalBytes, slice: read } };
    }
    const bytes = await unpackWhole(path);
    const part = (start: number, end = bytes.byteLength) => bytes.slice(start, end);
    return { ...access, buffer: { byteLength: bytes.byteLength, slice: part } };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r");
  } catch (error) {
    throw systemError(error, "reading the file", { path, field: "FILE" });
  }
}

/** Never longer than the file, whatever its own figures say. */
async function slice(
  file: FileHandle,
  path: string,
  start: number,
  end: number,
  totalBytes = end,
): Promise<ArrayBuffer> {
  const from = Math.max(0, start);
  const length = Math.min(end, totalBytes) - from;
  if (!(length >= 0)) throw new RangeError("a part outside of the file");
  const bytes = new Uint8Array(new ArrayBuffer(length));
  try {
    let at = 0;
    while (at < length) {
      const { bytesRead } = await file.read(bytes, at, length - at, from + at);
      if (bytesRead === 0) throw new RangeError("a part outside of the file");
      at += bytesRead;
    }
    return bytes.buffer;
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw systemError(error, "reading the file", { path, field: "FILE" });
  }
}

async function unpackWhole(path: string): Promise<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  let total = 0;
  for await (const piece of readBytes(path)) {
    total += piece.length;
    if (total > MAX_PACKED_PARQUET_BYTES) {
      throw new AppError("TOO_LARGE", "The Parquet file inside the gzip file is too large.", {
        field: "FILE",
        hint: "Unpack it first: Parquet is compressed inside already.",
        details: { maximumBytes: MAX_PACKED_PARQUET_BYTES },
      });
    }
    pieces.push(piece);
  }
  const whole = new Uint8Array(new ArrayBuffer(total));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole.buffer;
}

/** The size a page claims is reserved before it is unpacked. */
function bounded(all: Compressors): Compressors {
  const guarded = Object.entries(all).map(([codec, unpack]) => [
    codec,
    (input: Uint8Array, length: number) => {
      if (!(length >= 0 && length <= MAX_PAGE_BYTES)) throw new RangeError("a page too large");
      const page = unpack(input, length);
      if (page.length > MAX_PAGE_BYTES) throw new RangeError("a page too large");
      return page;
    },
  ]);
  return Object.fromEntries(guarded) as Compressors;
}
