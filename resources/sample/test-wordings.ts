import type { ProtocolBank, Scenario } from "./types.ts";

/** A phrase of fewer words is everyday clinical language, not a wording of the test. */
const MIN_RUN = 3;
/** Two phrases that share this much of their content words say the same in the same words. */
const MAX_SHARED_WORDS = 0.75;
const FUNCTION_WORDS = new Set(
  "a an and at by for from in of on or over per s since the to was with after no not".split(" "),
);

export function normalise(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}

/** Every phrase that "[one;other;]" alternatives can give, normalised. */
export function expansions(phrase: string): string[] {
  const match = /\[([^\]]*)\]/u.exec(phrase);
  if (!match) return [normalise(phrase)];
  const head = phrase.slice(0, match.index);
  const tail = phrase.slice(match.index + match[0].length);
  return (match[1] ?? "").split(";").flatMap((choice) => expansions(head + choice + tail));
}

function contentWords(phrase: string): Set<string> {
  return new Set(phrase.split(" ").filter((word) => word && !FUNCTION_WORDS.has(word)));
}

function sharedShare(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / (a.size + b.size - shared);
}

/** What the test's orders are worded with: nothing that is trained on may say it the same way. */
export class TestWordings {
  readonly #all = new Set<string>();
  /** Phrases of the findings by their first three words. */
  readonly #runs = new Map<string, string[]>();
  readonly #contents: Set<string>[] = [];

  constructor(banks: readonly ProtocolBank[]) {
    for (const scenario of banks.flatMap((bank) => bank.test)) this.#addScenario(scenario);
  }

  #addScenario({ core, support, must = [], absent, ask }: Scenario): void {
    for (const phrase of [...absent, ...ask].flatMap(expansions)) this.#all.add(phrase);
    for (const phrase of new Set([...core, ...support, ...must].flatMap(expansions))) {
      this.#all.add(phrase);
      const words = phrase.split(" ");
      if (words.length < MIN_RUN) continue;
      const key = words.slice(0, MIN_RUN).join(" ");
      this.#runs.set(key, [...(this.#runs.get(key) ?? []), phrase]);
      this.#contents.push(contentWords(phrase));
    }
  }

  /** True when the text contains a finding of the test, word for word. */
  quotedIn(text: string): boolean {
    const words = normalise(text).split(" ");
    for (let at = 0; at + MIN_RUN <= words.length; at++) {
      const runs = this.#runs.get(`${words[at]} ${words[at + 1]} ${words[at + 2]}`);
      if (runs?.some((run) => words.slice(at, at + run.split(" ").length).join(" ") === run)) {
        return true;
      }
    }
    return false;
  }

  /** True when some wording of the phrase is one of the test's, quotes one or nearly repeats one. */
  coincidesWith(phrase: string): boolean {
    return expansions(phrase).some((wording) => {
      if (this.#all.has(wording) || this.quotedIn(wording)) return true;
      const words = contentWords(wording);
      if (words.size < MIN_RUN) return false;
      return this.#contents.some((other) => sharedShare(words, other) >= MAX_SHARED_WORDS);
    });
  }
}
