// One wording for one thing: abbreviations written out, and (where asked) synonyms made equal.
import { type AbbreviationEntry, AbbreviationExpander, type Expanded } from "./abbreviations.ts";
import { PhraseIndex } from "./phrases.ts";

const SHOWN = 50;

export interface Normalised extends Expanded {
  /** Synonyms replaced by their set's first word. */
  readonly synonyms: number;
}

export class Normaliser {
  readonly abbreviations: AbbreviationExpander;
  readonly #synonyms = new PhraseIndex<string>();

  /** @param sets words that may stand for one another; the first is the one to keep */
  constructor(entries: readonly AbbreviationEntry[], sets: readonly (readonly string[])[]) {
    this.abbreviations = new AbbreviationExpander(entries);
    const shorts = new Set(entries.map(({ short }) => short.toLowerCase()));
    for (const [first = "", ...others] of sets) {
      // An abbreviation is decided by its context, never by a synonym.
      for (const word of others)
        if (!shorts.has(word.toLowerCase())) this.#synonyms.add(word, first);
    }
  }

  normalise(
    text: string,
    how: { readonly threshold: number; readonly synonyms: boolean },
  ): Normalised {
    const expanded = this.abbreviations.expand(text, how.threshold);
    if (!how.synonyms) return { ...expanded, synonyms: 0 };
    const matches = this.#synonyms.find(expanded.text);
    let out = "";
    let from = 0;
    for (const { at, end, value } of matches) {
      out += expanded.text.slice(from, at) + value;
      from = end;
    }
    return { ...expanded, text: out + expanded.text.slice(from), synonyms: matches.length };
  }
}

export interface SenseCount {
  readonly short: string;
  readonly long: string;
  readonly count: number;
}

/** What a whole dataset's normalising did. */
export class NormaliseTally {
  #changed = 0;
  #synonyms = 0;
  readonly #expanded = new Map<string, number>();
  readonly #left = new Map<string, number>();

  add({ expansions, undecided, synonyms }: Normalised, changed: boolean): void {
    if (changed) this.#changed += 1;
    this.#synonyms += synonyms;
    for (const { short, long } of expansions) count(this.#expanded, `${short}\t${long}`);
    for (const { short, best } of undecided) count(this.#left, `${short}\t${best}`);
  }

  report() {
    return {
      changed: this.#changed,
      synonyms: this.#synonyms,
      expanded: sum(this.#expanded),
      left: sum(this.#left),
      commonest: counts(this.#expanded),
      undecided: counts(this.#left),
    };
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, n) => total + n, 0);
}

function counts(counts: ReadonlyMap<string, number>): SenseCount[] {
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, SHOWN)
    .map(([key, n]) => {
      const [short = "", long = ""] = key.split("\t");
      return { short, long, count: n };
    });
}
