import { TITLES } from "../../electron/shared/domain/deid/lexicon/lists.ts";
import type { Vocabulary } from "../../electron/shared/domain/deid/tagger/features.ts";
import { hashText } from "../../electron/shared/domain/deid/tagger/model.ts";
import { tokensOf } from "../../electron/shared/domain/deid/tagger/tokens.ts";
import { PLAIN } from "./plain-sentences.ts";
import { JOINTS, OCCUPATIONS, PERSONS, TEMPLATES, VERBS } from "./templates.ts";

/** Seen this often it is a word; a misspelt name in a corpus is seen less. */
const OFTEN = 3;

/** Which words clinical text writes small, and which it writes large in mid-sentence. */
export function vocabularyOf(sentences: readonly string[]): Vocabulary {
  const small = new Map<string, number>();
  const large = new Map<string, number>();
  const add = (to: Map<string, number>, word: string, n: number) =>
    to.set(word, (to.get(word) ?? 0) + n);
  for (const sentence of sentences) {
    const tokens = tokensOf(sentence);
    for (const [i, { text, lower }] of tokens.entries()) {
      if (/^\p{Ll}/u.test(text)) add(small, lower, 1);
      else if (
        i > 0 &&
        /^\p{Lu}/u.test(text) &&
        !TITLES.has(tokens[i - 1]?.lower ?? "") &&
        tokens[i - 1]?.text !== "."
      )
        add(large, lower, 1);
    }
  }
  // The words of the templates are words, whatever case they stand in.
  for (const line of [...TEMPLATES, ...PLAIN, ...VERBS, ...JOINTS, ...PERSONS, ...OCCUPATIONS]) {
    for (const { text, lower } of tokensOf(line.replace(/\{.\}/g, " ")))
      if (/^\p{Ll}/u.test(text)) add(small, lower, OFTEN);
  }
  const hashes = (words: Map<string, number>) =>
    Uint32Array.from(
      new Set([...words].filter(([, n]) => n >= OFTEN).map(([word]) => hashText(word))),
    ).sort();
  return { common: hashes(small), terms: hashes(large) };
}
