/** Phrases of several words, found in a text longest first; letter case and white space aside. */
import { wordsOf } from "./words.ts";

export interface PhraseMatch<T> {
  readonly at: number;
  readonly end: number;
  readonly value: T;
}

export class PhraseIndex<T> {
  readonly #phrases = new Map<string, T>();
  #longest = 0;

  add(phrase: string, value: T): void {
    const words = plainWords(phrase);
    if (words.length === 0) return;
    this.#phrases.set(words.map(({ text }) => text).join(" "), value);
    this.#longest = Math.max(this.#longest, words.length);
  }

  /** None overlaps another. */
  find(text: string): PhraseMatch<T>[] {
    const words = plainWords(text);
    const found: PhraseMatch<T>[] = [];
    for (let from = 0; from < words.length; ) {
      const match = this.#at(words, from);
      if (match === null) from += 1;
      else {
        found.push(match.found);
        from += match.words;
      }
    }
    return found;
  }

  #at(words: readonly PlainWord[], from: number): { found: PhraseMatch<T>; words: number } | null {
    for (let count = Math.min(this.#longest, words.length - from); count > 0; count -= 1) {
      const part = words.slice(from, from + count);
      const value = this.#phrases.get(part.map(({ text }) => text).join(" "));
      const [first] = part;
      const last = part.at(-1);
      if (value !== undefined && first !== undefined && last !== undefined) {
        return { found: { at: first.at, end: last.end, value }, words: count };
      }
    }
    return null;
  }
}

interface PlainWord {
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

/** Each place of the text once: compound words whole. */
function plainWords(text: string): PlainWord[] {
  const seen = new Set<number>();
  return wordsOf(text).flatMap((word) => {
    if (seen.has(word.at)) return [];
    seen.add(word.at);
    return [{ ...word, end: word.at + word.text.length }];
  });
}
