/** A text file as checked UTF-8 pieces: never more than one piece in memory. */
import { TextDecoder } from "node:util";
import { AppError } from "../shared/errors.ts";
import { readBytes, sizeOf } from "./file-bytes.ts";
import { MAX_FILE_BYTES } from "./limits.ts";

export interface Utf8File {
  readonly totalBytes: number;
  /** Bytes read from the disk so far. */
  readonly doneBytes: number;
  /** The text without a byte order mark. Once. */
  pieces(): AsyncGenerator<string>;
}

/** Looks at the file before anything is read from it. */
export async function openUtf8File(
  path: string,
  limits: { readonly maxBytes?: number } = {},
): Promise<Utf8File> {
  const { maxBytes = MAX_FILE_BYTES } = limits;
  const totalBytes = await sizeOf(path, maxBytes);
  const file = {
    totalBytes,
    doneBytes: 0,
    async *pieces(): AsyncGenerator<string> {
      const decoder = new TextDecoder("utf-8", { fatal: true });
      let line = 1;
      let first = true;
      const count = (bytes: number) => {
        file.doneBytes += bytes;
      };
      for await (const bytes of readBytes(path, count, maxBytes)) {
        if (first) refuseUtf16(bytes);
        first = false;
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
