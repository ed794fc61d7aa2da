import { COUNTRIES, TOWNS, US_STATES } from "../lexicon/places.ts";
import { SURNAMES } from "../lexicon/surnames.ts";
import { fold } from "../tagger/tokens.ts";
import { type Keyed, Seeded } from "./seeded.ts";

const COUNTRY_NAMES = new Set(COUNTRIES.map(fold));
const STREETS = ["Street", "Road", "Avenue", "Lane"];

/**
 * The first three digits of US post codes whose area has 20,000 people or fewer by the census of
 * 2000, as the regulation's guidance lists them.
 */
const SMALL_AREAS = new Set(
  "036 059 063 102 203 556 692 790 821 823 830 831 878 879 884 890 893".split(" "),
);

/** Only the first three digits of a post code may stay; 000 where few people live. */
export function zip3(code: string): string {
  const three = code.slice(0, 3);
  return SMALL_AREAS.has(three) ? "000" : three;
}

/** Another town, another street; countries and states stay, as Safe Harbor allows. */
export function placeSurrogate(text: string, patient: string, keyed: Keyed): string {
  if (COUNTRY_NAMES.has(fold(text).replace(/\s+/g, " ")) || US_STATES.includes(text)) return text;
  if (/^\d{5}(?:-\d{4})?$/.test(text)) return zip3(text);
  const draw = new Seeded(keyed(patient, "place", fold(text).replace(/\s+/g, " ")));
  // Other codes say where somebody lives to a street: nothing of them stays.
  if (/^[\dA-Z][\dA-Z -]{2,9}$/.test(text) && /\d/.test(text) && !/[A-Z]{4}/.test(text))
    return "000";
  if (!/\d/.test(text)) {
    const town = draw.of(TOWNS);
    return text === text.toLowerCase()
      ? town.toLowerCase()
      : text === text.toUpperCase()
        ? town.toUpperCase()
        : town;
  }
  const code = /(?<!\d)(\d{5})(?:-\d{4})?\s*$/.exec(text)?.[1];
  const street = `${1 + draw.below(400)} ${draw.of(SURNAMES)} ${draw.of(STREETS)}, ${draw.of(TOWNS)}`;
  return code === undefined ? street : `${street} ${zip3(code)}`;
}
