/** Words as the document itself writes them: they decide which hyphens at a line's end stay. */
import type { TextLine } from "./layout.ts";

export class Words {
  readonly #plain = new Set<string>();
  readonly #hyphened = new Set<string>();

  add(line: TextLine): void {
    const words = line.text.toLowerCase().match(/\p{L}+(?:-\p{L}+)*/gu) ?? [];
    // The last word may be cut, and so may the first.
    for (const word of words.slice(1, -1)) {
      (word.includes("-") ? this.#hyphened : this.#plain).add(word);
    }
  }

  /** Text of two lines in one. */
  join(first: string, second: string): string {
    const cut = /(\p{L}+)[-\u2010]$/u.exec(first);
    const rest = /^\p{Ll}+/u.exec(second);
    if (cut === null || rest === null) {
      return /[-/\u2010]$/.test(first) && /\S[-/\u2010]$/.test(first)
        ? first + second
        : `${first} ${second}`;
    }
    const [left, right] = [(cut[1] ?? "").toLowerCase(), rest[0]];
    const keep = this.#hyphened.has(`${left}-${right}`) && !this.#plain.has(left + right);
    return (keep ? first : first.slice(0, -1)) + second;
  }
}
