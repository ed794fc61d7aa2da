import type { CounterRng } from "./counter-rng.ts";

/** The phrases of one bank entry, written with "|" between them so that a situation fits on a page. */
export function phrases(text: string): string[] {
  return text
    .split("|")
    .map((phrase) => phrase.replace(/\s+/gu, " ").trim())
    .filter(Boolean);
}

/** Chooses one wording for each "[one;other;]" of a phrase. */
export function chooseWording(rng: CounterRng, phrase: string): string {
  return phrase
    .replace(/\[([^\]]*)\]/gu, (_all, choices: string) => rng.pick(choices.split(";")))
    .replace(/\s+/gu, " ")
    .replace(/\s+,/gu, ",")
    .replace(/,\s*$/u, "")
    .trim();
}
