/** Whitespace and bullet clean-up shared by every source of the pre-training corpus. */

const BULLET = /^\s*(?:[■▪•・●○◦➢►✓]|-|–|\uF0B7)\s*/u;

/** Undoes the PDF habit of one line per printed line: a line that continues a sentence is joined. */
export function joinWrappedLines(text: string): string {
  const out: string[] = [];
  for (const raw of text.split(/\r?\n/u)) {
    const line = raw.trim();
    const previous = out.at(-1);
    const continues = /^[a-z(0-9]/u.test(line) && !BULLET.test(line);
    if (previous && line && continues && !/[.:;!?]$/u.test(previous)) {
      out[out.length - 1] = `${previous} ${line}`;
    } else {
      out.push(line);
    }
  }
  return out.join("\n");
}

/** One space inside a line, "- " for every bullet, at most one empty line, NFC, no control characters. */
export function cleanText(text: string): string {
  const lines = text
    .normalize("NFC")
    .replace(/\u00AD/gu, "")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what goes.
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/gu, " ")
    .split("\n")
    .map((line) => line.replace(BULLET, "- ").replace(/\s+/gu, " ").trim());
  return lines
    .join("\n")
    .replace(/\n{3,}/gu, "\n\n")
    .trim();
}

/**
 * Keeps the first `limit` occurrences of a long sentence and drops the rest. Patient leaflets repeat
 * the same paragraphs hundreds of times; a small model would spend its capacity on reciting them.
 */
export class RepeatCap {
  readonly #limit: number;
  readonly #seen = new Map<string, number>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  filter(text: string): string {
    const kept = text.split("\n").map((line) =>
      line
        .split(/(?<=[.!?])\s+(?=[A-Z"(-])/u)
        .filter((sentence) => this.#allows(sentence))
        .join(" "),
    );
    return cleanText(kept.join("\n"));
  }

  #allows(sentence: string): boolean {
    if (sentence.length < 50) return true;
    const key = sentence.toLowerCase().replace(/[^a-z0-9]+/gu, " ");
    const count = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, count);
    return count <= this.#limit;
  }
}

/** Cuts a text at line ends, else at sentence ends, into parts of at most `maxChars` where it can. */
export function splitLong(text: string, maxChars: number): string[] {
  if (text.length <= maxChars) return [text];
  const units = text.split(/(?<=\n)|(?<=[.!?] )(?=[A-Z])/u);
  const parts: string[] = [];
  let part = "";
  for (const unit of units) {
    if (part && part.length + unit.length > maxChars) {
      parts.push(part.trim());
      part = "";
    }
    part += unit;
  }
  parts.push(part.trim());
  return parts.filter(Boolean);
}
