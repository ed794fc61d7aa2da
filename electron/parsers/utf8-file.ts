/** A text file as checked UTF-8 pieces: never more than one piece in memory. */
import { open, stat } from "node:fs/promises";
import { TextDecoder } from "node:util";
import { AppError } from "../shared/errors.ts";
import { systemError } from "../shared/system-error.ts";
import { MAX_FILE_BYTES } from "./limits.ts";

const PIECE_BYTES = 64 * 1024;

export interface Utf8File {
  readonly totalBytes: number;
  /** Bytes read so far. */
  readonly doneBytes: number;
  /** The text without a byte order mark. Once. */
  pieces(): AsyncGenerator<string>;
}

/** Looks at the file before anything is read from it. */
export async function openUtf8File(path: string): Promise<Utf8File> {
  const totalBytes = await sizeOf(path);
  const file = {
    totalBytes,
    doneBytes: 0,
    async *pieces(): AsyncGenerator<string> {
      const decoder = new TextDecoder("utf-8", { fatal: true });
      let line = 1;
      for await (const bytes of readPieces(path)) {
        if (file.doneBytes === 0) refuseUtf16(bytes);
        file.doneBytes += bytes.length;
        const text = decode(decoder, bytes, line);
        line += countLines(text);
        yield text;
      }
      const rest = decode(decoder, null, line);
      if (rest !== "") yield rest;
    },
  };
  return file;
}

/** Runs `work`; when it fails, ends the generator it read from, and so closes the file below. */
export async function orClose<T>(
  source: AsyncGenerator<unknown>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await source.return(undefined);
    throw error;
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    // Not through open(): opening a pipe would wait for a writer.
    const stats = await stat(path);
    if (!stats.isFile()) {
      throw new AppError("INVALID_INPUT", "This is not a file.", { field: "FILE", path });
    }
    if (stats.size === 0) {
      throw new AppError("INVALID_INPUT", "The file is empty.", { field: "FILE", path });
    }
    if (stats.size > MAX_FILE_BYTES) {
      throw new AppError("TOO_LARGE", "The file is too large.", {
        field: "FILE",
        hint: "Split it into files of at most 2 GiB.",
        details: { bytes: stats.size, maximumBytes: MAX_FILE_BYTES },
        path,
      });
    }
    return stats.size;
  } catch (error) {
    throw systemError(error, "reading the file", { path, field: "FILE" });
  }
}

async function* readPieces(path: string): AsyncGenerator<Uint8Array> {
  try {
    await using file = await open(path, "r");
    const buffer = Buffer.allocUnsafe(PIECE_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, PIECE_BYTES);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw systemError(error, "reading the file", { path, field: "FILE" });
  }
}

function decode(decoder: TextDecoder, bytes: Uint8Array | null, line: number): string {
  try {
    return bytes === null ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch (error) {
    const before = bytes === null ? "" : validBeginning(bytes);
    throw new AppError("INVALID_INPUT", "The file is not UTF-8 text.", {
      field: "FILE",
      hint: "Save it again as UTF-8 (in a spreadsheet: the format CSV UTF-8).",
      details: { line: line + countLines(before) },
      cause: error,
    });
  }
}

/** The text up to the first byte that is not UTF-8, for the line number of the message. */
function validBeginning(bytes: Uint8Array): string {
  const text = new TextDecoder("utf-8").decode(bytes);
  const end = text.indexOf("\ufffd");
  return end < 0 ? text : text.slice(0, end);
}

function refuseUtf16(bytes: Uint8Array): void {
  const [first, second] = bytes;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const zeros = bytes.subarray(0, 4096).reduce((n, byte) => n + (byte === 0 ? 1 : 0), 0);
  if (!marked && zeros * 4 < Math.min(bytes.length, 4096)) return;
  throw new AppError("INVALID_INPUT", "The file is UTF-16 or binary, not UTF-8 text.", {
    field: "FILE",
    hint: "Save it again as UTF-8 (in a spreadsheet: the format CSV UTF-8).",
  });
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
