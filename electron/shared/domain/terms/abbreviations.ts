/**
 * Writes abbreviations out where the words around them decide for one sense, and leaves them as
 * they are where they do not: MI after a troponin is an infarction, beside a murmur a valve.
 *
 * Each sense begins with its prior (the commonest 0.6, the others share the rest) and is multiplied
 * by HIT for every word of its context near the abbreviation; the shares of the products are the
 * confidence. The figures are chosen, not learned: two words are needed for a rarer sense.
 */
import { splitSections } from "./note-sections.ts";
import { type Word, wordsOf } from "./words.ts";

export interface AbbreviationSense {
  readonly long: string;
  readonly context: readonly string[];
  readonly sections: readonly string[];
}

export interface AbbreviationEntry {
  readonly short: string;
  readonly senses: readonly AbbreviationSense[];
}

export interface Expansion {
  /** Place in the text, in UTF-16 units. */
  readonly at: number;
  readonly short: string;
  readonly long: string;
  readonly confidence: number;
}

/** An abbreviation whose sense nothing decides. */
export interface Undecided {
  readonly at: number;
  readonly short: string;
  readonly best: string;
  readonly confidence: number;
}

export interface Expanded {
  readonly text: string;
  readonly expansions: readonly Expansion[];
  readonly undecided: readonly Undecided[];
}

export const DEFAULT_THRESHOLD = 0.8;
const HIT = 4;
const COMMONEST = 0.6;
/** Words on either side that are looked at. */
const WINDOW = 14;
/** Longest sentence that is looked for, in characters. */
const SENTENCE = 400;
/** With one sense known there may still be others nobody wrote down. */
const ONLY_SENSE = 0.95;
/** English words that are abbreviations only where the text does not shout. */
const WORDS = new Set(
  "ACT ADD AGA AIDS ALL APR ART AS CAP CAT COP CUP DIP DISH DR DRESS ED FAST FIT FL HE HI HIT HL IE IM IRIS IT MAC MAP MAS MEN METS MO NET NO ON OR PAN PET PIP POP PR PT RAS ROM SAD SAM SI SLAP SS STAT STIR SW TEN TOP US VS WHO".split(
    " ",
  ),
);

export class AbbreviationExpander {
  readonly #entries: ReadonlyMap<string, AbbreviationEntry>;
  readonly #pattern: RegExp;

  constructor(entries: readonly AbbreviationEntry[]) {
    this.#entries = new Map(entries.map((entry) => [entry.short, entry]));
    const shorts = entries.map(({ short }) => short).sort((a, b) => b.length - a.length);
    const any = shorts.map((short) => short.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|");
    this.#pattern = new RegExp(
      `(?<![\\p{L}\\p{N}/&-])(?:${any})(?![\\p{L}\\p{N}/&]|-\\p{L})`,
      "gu",
    );
  }

  expand(text: string, threshold = DEFAULT_THRESHOLD): Expanded {
    const words = wordsOf(text);
    const sections = splitSections(text);
    const shouting = isShouting(text);
    const expansions: Expansion[] = [];
    const undecided: Undecided[] = [];
    let out = "";
    let from = 0;
    for (const match of text.matchAll(this.#pattern)) {
      const [short] = match;
      const entry = this.#entries.get(short);
      if (entry === undefined || (shouting && WORDS.has(short))) continue;
      const section = sections.find(({ start, end }) => match.index >= start && match.index < end);
      const near = nearWords(words, match.index, short.length);
      // Its own sentence speaks first: the next one may be about something else.
      const own = sentenceAt(text, match.index);
      const inside = setOf(near.filter(({ at }) => at >= own.start && at < own.end));
      const speaks = entry.senses.some(({ context }) => context.some((w) => isNear(w, inside)));
      const heard = speaks ? inside : setOf(near);
      const { long, confidence } = decide(entry, heard, section?.kind ?? null);
      if (isExplained(text, match.index, short, entry)) continue;
      const found = { at: match.index, short, confidence };
      if (confidence < threshold) undecided.push({ ...found, best: long });
      else {
        expansions.push({ ...found, long });
        out += text.slice(from, match.index) + long;
        from = match.index + short.length;
      }
    }
    return { text: out + text.slice(from), expansions, undecided };
  }
}

function decide(
  { senses }: AbbreviationEntry,
  near: ReadonlySet<string>,
  section: string | null,
): { long: string; confidence: number } {
  const [only] = senses;
  if (senses.length === 1 && only !== undefined) {
    return { long: only.long, confidence: ONLY_SENSE };
  }
  const rest = (1 - COMMONEST) / Math.max(1, senses.length - 1);
  const weights = senses.map((sense, at) => {
    const hits = sense.context.filter((word) => isNear(word, near)).length;
    const home = section !== null && sense.sections.includes(section) ? 1 : 0;
    return (at === 0 ? COMMONEST : rest) * HIT ** Math.min(6, hits + home);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const best = weights.indexOf(Math.max(...weights));
  return { long: senses[best]?.long ?? "", confidence: (weights[best] ?? 0) / total };
}

/** A phrase is near when all its words are; a longer word also in another form: valve, valves. */
function isNear(phrase: string, near: ReadonlySet<string>): boolean {
  return phrase.split(" ").every((word) => {
    if (near.has(word)) return true;
    if (word.length < 5) return near.has(`${word}s`);
    for (const one of near) {
      if (one.startsWith(word) && one.length <= word.length + 3) return true;
    }
    return false;
  });
}

function nearWords(words: readonly Word[], at: number, length: number): Word[] {
  let first = 0;
  let last = words.length;
  while (first < last) {
    const middle = (first + last) >> 1;
    if ((words[middle]?.at ?? 0) < at) first = middle + 1;
    else last = middle;
  }
  const around = words.slice(Math.max(0, first - WINDOW), first + WINDOW + 1);
  // The abbreviation itself says nothing about what it stands for.
  return around.filter((word) => word.at < at || word.at >= at + length);
}

function setOf(words: readonly Word[]): ReadonlySet<string> {
  return new Set(words.map(({ text }) => text));
}

/** Up to the marks that end a sentence, a semicolon or a line end on either side. */
function sentenceAt(text: string, at: number): { start: number; end: number } {
  const before = text.slice(Math.max(0, at - SENTENCE), at);
  const start = Math.max(...[...before.matchAll(/[.!?;]\s|\n/g)].map(({ index }) => index), -1);
  const after = text.slice(at, at + SENTENCE).search(/[.!?;]\s|\n/);
  return {
    start: at - before.length + start + 1,
    end: after < 0 ? at + SENTENCE : at + after,
  };
}

/** "myocardial infarction (MI)" and "MI (myocardial infarction)" need no help. */
function isExplained(text: string, at: number, short: string, entry: AbbreviationEntry): boolean {
  const before = text.slice(Math.max(0, at - 80), at).toLowerCase();
  const after = text.slice(at + short.length, at + short.length + 80).toLowerCase();
  return entry.senses.some(({ long }) => {
    const name = long.toLowerCase();
    return before.endsWith(`${name} (`) || after.startsWith(` (${name}`);
  });
}

/** Mostly capitals: there a capital says nothing. */
function isShouting(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const capitals = text.match(/\p{Lu}/gu) ?? [];
  return letters.length >= 20 && capitals.length > letters.length * 0.6;
}
