import type { FoundSpan } from "./classes.ts";
import { FAMILY, FEMALE, MALE, TITLES } from "./lexicon/lists.ts";
import { contains, hashText, type TaggerModel } from "./tagger/model.ts";
import { tokensOf } from "./tagger/tokens.ts";

/**
 * Further places of a name that was found once: "Ana Keller ... Keller". A part that is a common
 * word counts only where it is written large.
 */
export function repeatedNames(
  text: string,
  found: readonly FoundSpan[],
  { common }: Pick<TaggerModel, "common">,
): { start: number; end: number }[] {
  const names = found.filter((span) => span.class === "name");
  const parts = new Set(
    names
      .flatMap(({ start, end }) => tokensOf(text.slice(start, end)).map((token) => token.lower))
      .filter(isPart),
  );
  if (parts.size === 0) return [];
  return tokensOf(text).filter(({ lower, text: word, start }) => {
    if (!parts.has(lower) || names.some((name) => start >= name.start && start < name.end))
      return false;
    return /^\p{Lu}/u.test(word) || !contains(common, hashText(lower));
  });
}

const isPart = (word: string) =>
  /^\p{L}/u.test(word) &&
  (word.length > 2 || FEMALE.has(word) || MALE.has(word) || FAMILY.has(word)) &&
  !TITLES.has(word) &&
  !/^(?:van|von|der|den|del|the|and|iii?)$/.test(word);
