/** The bytes of a file in bounded pieces; what gzip packed comes unpacked. */
import { open, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { AppError } from "../shared/errors.ts";
import { systemError } from "../shared/system-error.ts";
import { MAX_FILE_BYTES } from "./limits.ts";
import { withFirst } from "./with-first.ts";

const PIECE_BYTES = 64 * 1024;

/** Size on disk. Refuses what is no file, is empty or is too large. */
export async function sizeOf(path: string, maxBytes = MAX_FILE_BYTES): Promise<number> {
  try {
    // Not through open(): opening a pipe would wait for a writer.
    const stats = await stat(path);
    if (!stats.isFile()) {
      throw new AppError("INVALID_INPUT", "This is not a file.", { field: "FILE", path });
    }
    if (stats.size === 0) {
      throw new AppError("INVALID_INPUT", "The file is empty.", { field: "FILE", path });
    }
    if (stats.size > maxBytes) throw tooLarge(stats.size, maxBytes, path);
    return stats.size;
  } catch (error) {
    throw systemError(error, "reading the file", { path, field: "FILE" });
  }
}

/** @param onRead told of every piece read from the disk, before it is unpacked */
export async function* readBytes(
  path: string,
  onRead: (bytes: number) => void = () => {},
  maxBytes = MAX_FILE_BYTES,
): AsyncGenerator<Uint8Array> {
  const pieces = readPieces(path, onRead);
  const first = await pieces.next();
  if (first.done) return;
  const all = withFirst(first.value, pieces);
  if (isGzip(first.value)) yield* unpacked(all, maxBytes);
  else yield* all;
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

async function* readPieces(
  path: string,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  try {
    await using file = await open(path, "r");
    for (;;) {
      // A new buffer each time: unpacking and decoding may still hold the last one.
      const buffer = Buffer.allocUnsafe(PIECE_BYTES);
      const { bytesRead } = await file.read(buffer, 0, PIECE_BYTES);
      if (bytesRead === 0) return;
      onRead(bytesRead);
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw systemError(error, "reading the file", { path, field: "FILE" });
  }
}

/** A small file can unpack to more than any disk holds: what comes out is counted. */
async function* unpacked(
  packed: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  const source = Readable.from(packed, { objectMode: false });
  const gunzip = createGunzip({ chunkSize: PIECE_BYTES });
  let fault: unknown = null;
  source.on("error", (error) => {
    fault = error;
    gunzip.destroy(error);
  });
  source.pipe(gunzip);
  let total = 0;
  try {
    for await (const piece of gunzip as AsyncIterable<Buffer>) {
      total += piece.length;
      if (total > maxBytes) throw tooLarge(total, maxBytes);
      yield piece;
    }
  } catch (error) {
    if (error instanceof AppError || fault !== null) throw fault ?? error;
    throw new AppError("INVALID_INPUT", "The gzip file is damaged or ends early.", {
      field: "FILE",
      hint: "Copy it again from its source, or unpack it first to see what is left.",
    });
  } finally {
    gunzip.destroy();
    source.destroy();
  }
}

function tooLarge(bytes: number, maximumBytes: number, path?: string): AppError {
  return new AppError("TOO_LARGE", "The file is too large.", {
    field: "FILE",
    hint: `Split it into files of at most ${Math.round(maximumBytes / 1024 ** 3)} GiB, unpacked.`,
    details: { bytes, maximumBytes },
    ...(path === undefined ? {} : { path }),
  });
}
