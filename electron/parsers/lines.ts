import { MAX_RECORD_CHARS } from "./limits.ts";

export interface Line {
  /** From 1. */
  readonly line: number;
  /** Null: longer than a record may be; its text was dropped as it came. */
  readonly text: string | null;
}

/** Lines of a stream of pieces, ends removed. A line of any length costs bounded memory. */
export async function* readLines(pieces: AsyncIterable<string>): AsyncGenerator<Line> {
  let line = 1;
  let text: string | null = "";
  for await (const piece of pieces) {
    let from = 0;
    for (let end = piece.indexOf("\n"); end >= 0; end = piece.indexOf("\n", from)) {
      yield { line, text: joined(text, piece.slice(from, end)) };
      line += 1;
      text = "";
      from = end + 1;
    }
    text = joined(text, piece.slice(from));
  }
  if (text !== "") yield { line, text };
}

function joined(text: string | null, more: string): string | null {
  if (text === null || text.length + more.length > MAX_RECORD_CHARS) return null;
  return text + more;
}
