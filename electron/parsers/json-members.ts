/**
 * The members of one large JSON object, or the elements of one array, cut apart without parsing the
 * whole: only the borders (strings, nesting, commas) are followed here, each member is parsed on
 * its own.
 */
import { AppError } from "../shared/errors.ts";
import { MAX_RECORD_CHARS } from "./limits.ts";

export interface Member {
  /** From 1. */
  readonly entry: number;
  /** `"key": value`, or an element; null when it is longer than a record may be. */
  readonly text: string | null;
}

type Place = "before" | "inside" | "after";

export async function* readMembers(
  pieces: AsyncIterable<string>,
  container: "object" | "array" = "object",
): AsyncGenerator<Member> {
  const [opening, closing] =
    container === "object" ? [OPEN_BRACE, CLOSE_BRACE] : [OPEN_BRACKET, CLOSE_BRACKET];
  let place: Place = "before";
  let depth = 0;
  let inString = false;
  let escaped = false;
  let entry = 0;
  let text: string | null = "";
  for await (const piece of pieces) {
    let from = 0;
    for (let i = 0; i < piece.length; i += 1) {
      const char = piece.charCodeAt(i);
      if (place !== "inside") {
        if (isSpace(char)) continue;
        if (place === "after" || char !== opening) throw notOne(container);
        place = "inside";
        from = i + 1;
      } else if (inString) {
        if (escaped) escaped = false;
        else if (char === BACKSLASH) escaped = true;
        else if (char === QUOTE) inString = false;
      } else if (char === QUOTE) inString = true;
      else if (char === OPEN_BRACE || char === OPEN_BRACKET) depth += 1;
      else if (depth > 0 && (char === CLOSE_BRACE || char === CLOSE_BRACKET)) depth -= 1;
      else if (depth === 0 && (char === COMMA || char === closing)) {
        const whole = joined(text, piece.slice(from, i));
        const empty = whole !== null && whole.trim() === "";
        // {} has no member; {"a":1,} and {,} have an empty one, which is a fault of its own.
        if (!empty || char === COMMA || entry > 0) yield { entry: ++entry, text: whole };
        text = "";
        from = i + 1;
        if (char === closing) place = "after";
      }
    }
    if (place === "inside") text = joined(text, piece.slice(from));
  }
  if (place === "before") throw notOne(container);
  if (place === "inside") throw notClosed(entry, container);
}

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

function isSpace(char: number): boolean {
  return char === 0x20 || char === 0x0a || char === 0x0d || char === 0x09;
}

function joined(text: string | null, more: string): string | null {
  if (text === null || text.length + more.length > MAX_RECORD_CHARS) return null;
  return text + more;
}

function notOne(container: "object" | "array"): AppError {
  if (container === "array") {
    return new AppError("INVALID_INPUT", "The file is not one JSON list of objects.", {
      field: "FILE",
      hint: 'It must look like [{"text": "...", "label": "..."}, ...].',
    });
  }
  return new AppError("INVALID_INPUT", "The file is not one JSON object of entries.", {
    field: "FILE",
    hint: 'PubMedQA files look like {"10808977": {"QUESTION": ...}, ...}.',
  });
}

function notClosed(entry: number, container: "object" | "array"): AppError {
  const what = container === "object" ? "object" : "list";
  return new AppError("INVALID_INPUT", `The JSON ${what} ends in the middle.`, {
    field: "FILE",
    hint: "The file may be cut short: fetch it again.",
    details: { wholeEntries: entry },
  });
}
