import {
  COUNTRY,
  FAMILY,
  FEMALE,
  MALE,
  STREET_ENDING,
  STREET_WORDS,
  TITLES,
  TOWN,
} from "../lexicon/lists.ts";
import { contains, FEATURE_BITS, hashText, type TaggerModel } from "./model.ts";
import type { Token } from "./tokens.ts";

const MASK = (1 << FEATURE_BITS) - 1;

export type Vocabulary = Pick<TaggerModel, "common" | "terms">;

/** What is known of a token by itself, in a few short strings. */
interface Look {
  readonly word: string;
  readonly shape: string;
  /** Which lists have it, and whether it is a common word. */
  readonly lists: string;
  readonly known: string;
}

const BEFORE: Look = { word: "<s>", shape: "<s>", lists: "", known: "<s>" };
const AFTER: Look = { word: "</s>", shape: "</s>", lists: "", known: "</s>" };

function shapeOf(text: string): string {
  if (/^\d+$/.test(text)) return `d${Math.min(text.length, 6)}`;
  if (!/\p{L}/u.test(text)) return text;
  if (text === text.toLowerCase()) return "x";
  if (text === text.toUpperCase()) return text.length === 1 ? "X" : "XX";
  return /^\p{Lu}[^\p{Lu}]*$/u.test(text) ? "Xx" : /^\p{Lu}/u.test(text) ? "XxX" : "xX";
}

function listsOf(lower: string): string {
  let lists = "";
  if (FEMALE.has(lower) || MALE.has(lower)) lists += "g";
  if (FAMILY.has(lower)) lists += "f";
  if (TOWN.has(lower)) lists += "t";
  if (COUNTRY.has(lower)) lists += "c";
  if (TITLES.has(lower)) lists += "T";
  if (STREET_WORDS.has(lower)) lists += "s";
  else if (STREET_ENDING.test(lower)) lists += "e";
  return lists;
}

function lookAt(token: Token, vocabulary: Vocabulary): Look {
  const hash = hashText(token.lower);
  const letters = /\p{L}/u.test(token.text);
  const common = contains(vocabulary.common, hash) ? "C" : "";
  const term = contains(vocabulary.terms, hash) ? "M" : "";
  const word = /^\d+$/.test(token.text) ? `#${Math.min(token.text.length, 6)}` : token.lower;
  return {
    word: token.breaks > 0 ? `¶${word}` : word,
    shape: shapeOf(token.text),
    lists: listsOf(token.lower),
    known: letters ? common + term || "U" : "-",
  };
}

/** Indices of the active features of every token; what depends on tags before is added apart. */
export function featuresOf(tokens: readonly Token[], vocabulary: Vocabulary): Uint32Array[] {
  const looks = tokens.map((token) => lookAt(token, vocabulary));
  const small = isSmall(tokens);
  return tokens.map((token, i) => tokenFeatures(token, looks, i, small));
}

/** Text whose words are all written small (or all large): case says nothing there. */
function isSmall(tokens: readonly Token[]): boolean {
  let large = 0;
  let words = 0;
  for (const { text } of tokens) {
    if (!/^\p{L}{2}/u.test(text)) continue;
    words += 1;
    if (/^\p{Lu}/u.test(text)) large += 1;
  }
  return words > 0 && (large === 0 || large === words);
}

function tokenFeatures(
  token: Token,
  looks: readonly Look[],
  i: number,
  small: boolean,
): Uint32Array {
  const at = (d: number) => looks[i + d] ?? (d < 0 ? BEFORE : AFTER);
  const own = at(0);
  const [before, after, before2, after2] = [at(-1), at(1), at(-2), at(2)];
  const plain = token.lower;
  const names: string[] = [
    "bias",
    `w${own.word}`,
    `s${own.shape}${small ? "~" : ""}`,
    `l${own.lists}`,
    `k${own.known}${own.shape}`,
    `lk${own.lists}${own.known}${own.shape}${small ? "~" : ""}`,
    `b${before.word}`,
    `a${after.word}`,
    `B${before2.word}`,
    `A${after2.word}`,
    `bb${before2.word}|${before.word}`,
    `aa${after.word}|${after2.word}`,
    `ba${before.word}|${after.word}`,
    `bk${before.word}|${own.known}${own.shape}`,
    `ak${after.word}|${own.known}${own.shape}`,
    `bs${before.shape}${before.lists}${before.known}|${own.shape}${own.known}`,
    `as${after.shape}${after.lists}${after.known}|${own.shape}${own.known}`,
    `xs${before.shape}|${own.shape}|${after.shape}`,
    `ys${before2.shape}${before.shape}|${own.shape}|${after.shape}${after2.shape}`,
    `xl${before.lists}|${own.lists}|${after.lists}`,
    `x3${at(-3).word}|${before2.word}|${before.word}|${own.known}`,
    `z3${own.known}|${after.word}|${after2.word}|${at(3).word}`,
    `n${Math.min(plain.length, 8)}${own.known}${own.shape}`,
  ];
  if (own.known === "U" || own.lists !== "") addSpelling(names, plain, own.known);
  if (i === 0) names.push(`first${own.known}${own.lists}`);
  return Uint32Array.from(names, (name) => hashText(name) & MASK);
}

/** How names of many languages begin and end. */
function addSpelling(names: string[], plain: string, known: string): void {
  for (let n = 1; n <= 4 && n < plain.length; n += 1) {
    names.push(`p${plain.slice(0, n)}${known}`, `e${plain.slice(-n)}${known}`);
  }
}

/** Features of the tags given to the two tokens before. */
export function tagFeatures(
  before: number,
  before2: number,
  word: string,
  shape: string,
): number[] {
  return [
    hashText(`t${before}`) & MASK,
    hashText(`tt${before}${before2}`) & MASK,
    hashText(`tw${before}${word}`) & MASK,
    hashText(`ts${before}${before2}${shape}`) & MASK,
  ];
}

export { shapeOf };
