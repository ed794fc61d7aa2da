import { CounterRng } from "../../sample/counter-rng.ts";
import { TEST_WORDINGS } from "../../sample/train-banks.ts";
import { SYNONYMS } from "../../vocabulary/all-synonyms.ts";
import type { SynonymSet } from "../../vocabulary/synonym-set.ts";
import type { CorpusDocument } from "./document.ts";

const SEED = 4711;
const MAX_SETS = 8;

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function listed(words: readonly string[], joint: "and" | "or"): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${joint} ${last}`;
}

type Sentence = (first: string, rest: readonly string[]) => string;

/** One word of the set, explained by others of it. */
const SENTENCES: readonly Sentence[] = [
  (first, rest) => `${capitalised(first)} means ${listed(rest, "or")}.`,
  (first, rest) => `${capitalised(first)} is the same as ${listed(rest, "and")}.`,
  (first, rest) => `For ${first}, referrers also write ${listed(rest, "or")}.`,
  (first, rest) => `${capitalised(first)}: ${rest.join("; ")}.`,
  (first, rest) => `${capitalised(first)} (${rest.join(", ")})`,
  (first, rest) => `Patients say ${rest[0]} when the note says ${first}.`,
  (first, rest) => `"${capitalised(first)}" and "${rest[0]}" describe one finding.`,
  (first, rest) =>
    `Question: What does ${first} mean?\nAnswer: ${capitalised(listed(rest, "or"))}.`,
  (first, rest) => `Question: How else is ${first} written?\nAnswer: ${listed(rest, "or")}.`,
  (first, rest) => `Order: ${first}\nIn other words: ${rest[0]}`,
  (first, rest) => `Referral: ${first}?\nRewritten: ${rest[0]}?`,
  (first, rest) => `${first} = ${rest.join(" = ")}`,
  (first, rest) => `Term: ${first}\nAlso: ${rest.join("; ")}`,
  (first, rest) => `An order that says ${first} could as well say ${rest[0]}.`,
  (first, rest) => `Short or plain for ${first}: ${rest.join(", ")}.`,
];

function sentence(rng: CounterRng, { words }: SynonymSet): string {
  const [first = "", ...rest] = rng.shuffle(words);
  return rng.pick(SENTENCES)(first, rest.slice(0, rng.between(1, rest.length)));
}

function document(rng: CounterRng): string {
  const sets = Array.from({ length: rng.between(1, MAX_SETS) }, () => rng.pick(SYNONYMS));
  const sentences = sets.map((set) => sentence(rng, set));
  const ownLines = sentences.some((text) => text.includes("\n") || !/[.?]$/u.test(text));
  return sentences.join(ownLines || rng.chance(0.5) ? "\n" : " ");
}

/** Documents that explain the clinical vocabulary in many sentence shapes, always the same ones. */
export function readVocabulary(count: number): CorpusDocument[] {
  const rng = new CounterRng(SEED, 0);
  const seen = new Set<string>();
  while (seen.size < count) {
    const text = document(rng);
    if (!TEST_WORDINGS.quotedIn(text)) seen.add(text);
  }
  return [...seen].map((text, index) => ({ text, group: `vocabulary/${index}` }));
}
