import { SYNONYMS } from "../vocabulary/all-synonyms.ts";
import type { CounterRng } from "./counter-rng.ts";

interface Entry {
  readonly word: string;
  readonly others: readonly string[];
}

/** Interchangeable words by the first word of each; longer ones first, so that they win. */
const BY_FIRST_WORD = new Map<string, Entry[]>();

function firstWord(text: string): string {
  return /^[\w'+-]+/u.exec(text)?.[0] ?? "";
}

for (const { words, interchangeable } of SYNONYMS) {
  if (!interchangeable) continue;
  for (const word of words) {
    const entries = BY_FIRST_WORD.get(firstWord(word)) ?? [];
    entries.push({ word, others: words.filter((other) => other !== word) });
    BY_FIRST_WORD.set(firstWord(word), entries);
  }
}
for (const entries of BY_FIRST_WORD.values()) entries.sort((a, b) => b.word.length - a.word.length);

function entryAt(text: string, at: number, first: string): Entry | undefined {
  return BY_FIRST_WORD.get(first)?.find(
    ({ word }) => text.startsWith(word, at) && !/[\w-]/u.test(text.charAt(at + word.length)),
  );
}

/**
 * Replaces each phrase of the vocabulary's interchangeable sets by another of its set with the given
 * probability, so that the training wordings do not teach one fixed phrase for each idea.
 */
export function paraphrase(rng: CounterRng, text: string, share: number): string {
  if (share === 0) return text;
  let out = "";
  let done = 0;
  for (const match of text.matchAll(/(?<![\w-])[\w'+-]+/gu)) {
    if (match.index < done) continue;
    const entry = entryAt(text, match.index, match[0]);
    if (!entry) continue;
    out +=
      text.slice(done, match.index) + (rng.chance(share) ? rng.pick(entry.others) : entry.word);
    done = match.index + entry.word.length;
  }
  return out + text.slice(done);
}
