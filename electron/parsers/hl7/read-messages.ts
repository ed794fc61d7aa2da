/**
 * Cuts a file into HL7 v2 messages: by the segment MSH, whatever stands between (MLLP's frame
 * bytes, blank lines, the segments of a batch). Works on bytes, because each message names its own
 * character set.
 */
import { MAX_MESSAGE_BYTES } from "../limits.ts";
import { refuseWide } from "./charset.ts";

export interface MessageBytes {
  /** Line of the file where the message begins, from 1; a segment is a line. */
  readonly line: number;
  /** Null: longer than a message may be. */
  readonly bytes: Uint8Array | null;
}

const CR = 0x0d;
const LF = 0x0a;
/** MLLP: start of block, end of block. */
const VT = 0x0b;
const FS = 0x1c;
const BATCH = new Set(["FHS", "BHS", "BTS", "FTS"]);

export async function* readMessages(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<MessageBytes> {
  let segments: Uint8Array[] = [];
  let size = 0;
  let begun = 0;
  const whole = (): MessageBytes => {
    const bytes = size > MAX_MESSAGE_BYTES ? null : Buffer.concat(segments);
    segments = [];
    size = 0;
    const message = { line: begun, bytes };
    begun = 0;
    return message;
  };
  for await (const { line, bytes, name } of readSegments(pieces)) {
    if (BATCH.has(name)) {
      if (begun > 0) yield whole();
      continue;
    }
    if (name === "MSH") {
      if (begun > 0) yield whole();
      begun = line;
    }
    // What stands before the first message belongs to none: one fault, told by its line.
    if (begun === 0) begun = line;
    size += bytes === null ? MAX_MESSAGE_BYTES + 1 : bytes.length + 1;
    if (size > MAX_MESSAGE_BYTES) segments = [];
    else if (bytes !== null) segments.push(bytes, Buffer.from("\r"));
  }
  if (begun > 0) yield whole();
}

interface SegmentBytes {
  readonly line: number;
  /** Null: longer than a message may be. */
  readonly bytes: Uint8Array | null;
  readonly name: string;
}

/** Segments end with a carriage return; files often have line feeds, or both. */
async function* readSegments(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<SegmentBytes> {
  let held: Uint8Array[] = [];
  let size = 0;
  let line = 1;
  let lastEnd = 0;
  let first = true;
  const take = (bytes: Uint8Array) => {
    size += bytes.length;
    if (size <= MAX_MESSAGE_BYTES) held.push(bytes);
    else held = [];
  };
  const segment = (): SegmentBytes | null => {
    const found = size > MAX_MESSAGE_BYTES ? null : trimmed(Buffer.concat(held));
    held = [];
    size = 0;
    if (found?.length === 0) return null;
    const name = found === null ? "" : Buffer.from(found.subarray(0, 3)).toString("latin1");
    return { line, bytes: found, name };
  };
  for await (const piece of pieces) {
    if (first) refuseWide(piece);
    first = false;
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    const endFrom = lineEnds(bytes);
    let from = 0;
    for (let at = endFrom(0); at < bytes.length; at = endFrom(from)) {
      const end = bytes[at] ?? 0;
      const blank = at === from;
      if (!blank) lastEnd = 0;
      const secondHalf = end === LF && lastEnd === CR;
      if (!blank) take(bytes.subarray(from, at));
      from = at + 1;
      lastEnd = end;
      // The two ends of one line are one line.
      if (secondHalf) continue;
      if (blank && size === 0) {
        line += 1;
        continue;
      }
      const found = segment();
      if (found !== null) yield found;
      line += 1;
    }
    if (from < bytes.length) lastEnd = 0;
    take(piece.subarray(from));
  }
  const last = segment();
  if (last !== null) yield last;
}

/** Finds line ends of a piece in order; each kind is looked for once a place, not once a line. */
function lineEnds(bytes: Buffer): (from: number) => number {
  const next: Record<number, number> = { [CR]: -1, [LF]: -1 };
  const find = (byte: number, from: number) => {
    const known = next[byte] ?? -1;
    if (known >= from) return known;
    const at = bytes.indexOf(byte, from);
    next[byte] = at < 0 ? bytes.length : at;
    return next[byte];
  };
  return (from) => Math.min(find(CR, from), find(LF, from));
}

/** Without the mark of UTF-8, MLLP's frame bytes and blanks around. */
function trimmed(bytes: Uint8Array): Uint8Array {
  let from = 0;
  let to = bytes.length;
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) from = 3;
  const blank = (byte: number | undefined) =>
    byte === VT || byte === FS || byte === 0x20 || byte === 0x09 || byte === 0x1a;
  while (from < to && blank(bytes[from])) from += 1;
  while (to > from && blank(bytes[to - 1])) to -= 1;
  return bytes.subarray(from, to);
}
