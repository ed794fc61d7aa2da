/** The vocabulary of this project, made ready when it is first asked for. */
import { ABBREVIATIONS } from "../../resources/terminology/all-abbreviations.ts";
import { SYNONYMS } from "../../resources/vocabulary/all-synonyms.ts";
import type { WordSet } from "../shared/domain/augment/vary.ts";
import { Normaliser } from "../shared/domain/terms/normalise.ts";

/** Sets whose members may stand for one another inside the phrase of an order. */
export function interchangeableWords(): readonly WordSet[] {
  return SYNONYMS.filter(({ interchangeable }) => interchangeable).map(({ words }) => words);
}

let normaliser: Normaliser | null = null;

export function projectNormaliser(): Normaliser {
  normaliser ??= new Normaliser(ABBREVIATIONS, interchangeableWords());
  return normaliser;
}
