import { FEMALE_NAMES, MALE_NAMES } from "../lexicon/given-names.ts";
import { FEMALE, MALE, TITLES } from "../lexicon/lists.ts";
import { SURNAMES } from "../lexicon/surnames.ts";
import { fold, tokensOf } from "../tagger/tokens.ts";
import { type Keyed, Seeded } from "./seeded.ts";

const KEPT = new Set([
  "van",
  "von",
  "der",
  "den",
  "de",
  "del",
  "da",
  "di",
  "la",
  "le",
  "ibn",
  "bin",
  "ii",
  "iii",
  "jr",
  "sr",
]);

/**
 * Another name of the same build: part for part, the same part always becomes the same, and a
 * woman's given name becomes a woman's. What no list knows becomes a family name.
 */
export function nameSurrogate(name: string, patient: string, keyed: Keyed): string {
  let text = "";
  let at = 0;
  for (const token of tokensOf(name)) {
    text += name.slice(at, token.start) + partSurrogate(token.text, patient, keyed);
    at = token.end;
  }
  return text + name.slice(at);
}

function partSurrogate(part: string, patient: string, keyed: Keyed): string {
  const plain = fold(part);
  if (!/^\p{L}/u.test(part) || KEPT.has(plain) || TITLES.has(plain)) return part;
  const draw = new Seeded(keyed(patient, "name", plain));
  if ([...plain].length === 1) return cased(part, draw.of([..."ABCDEFGHJKLMNPRSTW"]));
  const pool = FEMALE.has(plain) ? FEMALE_NAMES : MALE.has(plain) ? MALE_NAMES : SURNAMES;
  let chosen = draw.of(pool);
  while (fold(chosen) === plain) chosen = draw.of(pool);
  return cased(part, chosen);
}

/** In the letters of the original: small, large, or as names are written. */
function cased(original: string, chosen: string): string {
  if (original === original.toLowerCase()) return chosen.toLowerCase();
  if ([...original].length > 1 && original === original.toUpperCase()) return chosen.toUpperCase();
  return chosen;
}
