import { FAMILY, FEMALE, MALE, TITLES } from "../deid/lexicon/lists.ts";
import { fold } from "../deid/tagger/tokens.ts";

const SLOT_WORDS = new Set(
  `january february march april may june july august september october november december monday tuesday
   wednesday thursday friday saturday sunday man woman male female boy girl gentleman lady m f he she his her
   him left right year years month months week weeks day days mg ml kg cm mm`.split(/\s+/),
);
const PIECE = /\d+(?:[.,:/-]\d+)*|[\p{L}\p{M}]+/gu;

/** Parts that stay must be this many, or anything would be the same template. */
const FIXED = 5;

/**
 * The text without what a template fills in: numbers, dates, names, sex and side. Null when too
 * little is left to know a template by.
 */
export function skeletonOf(text: string): string | null {
  let fixed = 0;
  const parts: string[] = [];
  for (const [piece] of text.matchAll(PIECE)) {
    const lower = fold(piece);
    const digits = /^\d/.test(piece);
    const name =
      /^\p{Lu}/u.test(piece) &&
      (FEMALE.has(lower) || MALE.has(lower) || FAMILY.has(lower) || TITLES.has(lower));
    const slot = digits || name || SLOT_WORDS.has(lower);
    if (!slot) fixed += 1;
    if (slot && parts.at(-1) === "_") continue;
    parts.push(slot ? "_" : lower);
  }
  return fixed >= FIXED ? parts.join(" ") : null;
}
