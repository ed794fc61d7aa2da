// One row's text, changed in ways that leave its label and its answer right.
import type { Chance } from "../chance.ts";
import { PhraseIndex } from "../terms/phrases.ts";

/** Words that may stand for one another. */
export type WordSet = readonly string[];

export class SynonymReplacer {
  readonly #index = new PhraseIndex<WordSet>();

  constructor(sets: readonly WordSet[]) {
    for (const set of sets) for (const word of set) this.#index.add(word, set);
  }

  /** Null where nothing was replaced. */
  vary(text: string, share: number, chance: Chance): string | null {
    const matches = this.#index.find(text);
    if (matches.length === 0) return null;
    const chosen = matches.map(() => chance.next() < share);
    // At least one, or the copy is no copy.
    if (!chosen.includes(true)) chosen[chance.below(matches.length)] = true;
    let out = "";
    let from = 0;
    for (const [at, match] of matches.entries()) {
      const original = text.slice(match.at, match.end);
      const others = match.value.filter(
        (word) => word.toLowerCase() !== original.toLowerCase() && !stutters(text, match, word),
      );
      const other = chance.pick(others);
      if (chosen[at] !== true || other === undefined) continue;
      out += text.slice(from, match.at) + inCaseOf(original, other);
      from = match.end;
    }
    const varied = out + text.slice(from);
    return varied === text ? null : varied;
  }
}

/** "skin rash" must not become "skin skin eruption". */
function stutters(text: string, { at, end }: { at: number; end: number }, word: string): boolean {
  const words = word.toLowerCase().split(/\s+/);
  const before = /([\p{L}\p{N}]+)\s*$/u.exec(text.slice(Math.max(0, at - 40), at).toLowerCase());
  const after = /^\s*([\p{L}\p{N}]+)/u.exec(text.slice(end, end + 40).toLowerCase());
  return before?.[1] === words[0] || after?.[1] === words.at(-1);
}

/** A capital at the beginning stays one; an abbreviation keeps its capitals. */
function inCaseOf(original: string, word: string): string {
  const first = original.charAt(0);
  const shouting =
    original.length > 3 && original === original.toUpperCase() && /\s/.test(original);
  if (shouting) return word.toUpperCase();
  const starts =
    first !== first.toLowerCase() && original.slice(1) === original.slice(1).toLowerCase();
  return starts ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

const MASKS: readonly (readonly [RegExp, string])[] = [
  [/\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b/g, "[DATE]"],
  [
    /\b\d{1,3}[\s-]?(?:years?|yrs?|months?|weeks?|days?)[\s-]old\b|\b\d{1,3}\s?(?:y\/?o|yo)\b/gi,
    "[AGE]",
  ],
  [/\b\d{1,3}(?=\s?[MF]\b)/g, "[AGE]"],
  [/\b(?:aged?|age of)\s\d{1,3}\b/gi, "[AGE]"],
  [
    /\b\d+(?:[.,]\d+)?(?:\s?[-x/]\s?\d+(?:[.,]\d+)?)?\s?(?:mm|cm|mg|mcg|g|kg|ml|l|mmhg|mmol\/l|mg\/dl|g\/dl|umol\/l|bpm|%|°?c)(?![\p{L}\d])/giu,
    "[VALUE]",
  ],
];

/** Ages, dates and measurements: what a protocol rarely hangs on, and a small model learns by heart. */
export function maskEntities(text: string): string | null {
  const masked = MASKS.reduce((done, [pattern, mask]) => done.replace(pattern, mask), text);
  return masked === text ? null : masked;
}
