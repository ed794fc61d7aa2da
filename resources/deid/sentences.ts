import { FAMILY, FEMALE, MALE, TITLES } from "../../electron/shared/domain/deid/lexicon/lists.ts";
import { COUNTRIES, TOWNS } from "../../electron/shared/domain/deid/lexicon/places.ts";
import { TAGS } from "../../electron/shared/domain/deid/tagger/model.ts";
import { tokensOf } from "../../electron/shared/domain/deid/tagger/tokens.ts";
import type { Draw } from "./draw.ts";
import { PLAIN } from "./plain-sentences.ts";
import { fill } from "./slot-maker.ts";
import { TEMPLATES } from "./templates.ts";

/** A text and the tag (index into TAGS) of each of its tokens. */
export interface Sentence {
  readonly text: string;
  readonly tags: readonly number[];
}

/** A template with its places filled; sometimes two, sometimes in small or large letters alone. */
export function synthetic(draw: Draw): Sentence {
  const template = draw.chance(0.15)
    ? `${draw.of(TEMPLATES)} ${draw.of(draw.chance(0.5) ? TEMPLATES : PLAIN)}`
    : draw.of(TEMPLATES);
  const cased = draw.weighted([
    ["as is", 80],
    ["small", 17],
    ["large", 3],
  ] as const);
  let text = "";
  const marked: { start: number; end: number; tag: number }[] = [];
  for (const piece of template.split(/(\{.\})/)) {
    const slot = /^\{(.)\}$/.exec(piece)?.[1];
    const filled = slot === undefined ? { text: piece, tag: "O" as const } : fill(slot, draw);
    // Letters whose other case has another length would move the marks.
    const put =
      cased === "small"
        ? filled.text.toLowerCase()
        : cased === "large"
          ? filled.text.toUpperCase()
          : filled.text;
    marked.push({
      start: text.length,
      end: text.length + put.length,
      tag: TAGS.indexOf(filled.tag),
    });
    text += put;
  }
  return {
    text,
    tags: tokensOf(text).map(
      (token) => marked.find((m) => token.start >= m.start && token.start < m.end)?.tag ?? 0,
    ),
  };
}

export function plain(draw: Draw): Sentence {
  const line = draw.of(PLAIN).replaceAll("{#}", () => draw.digits(1 + draw.below(3)));
  const text = draw.chance(0.2) ? line.toLowerCase() : line;
  return { text, tags: tokensOf(text).map(() => 0) };
}

const PLACES = new Set([...COUNTRIES, ...TOWNS].filter((name) => !name.includes(" ")));
const EPONYM_AFTER =
  /^(?:'s|’s|syndrome|disease|syndromes|diseases|sarcoma|lymphoma|palsy|tumou?r|cells?|barr|virus|sign|test|scale|anemia|anaemia|dystrophy|esophagus|thyroiditis)$/;

/**
 * A sentence of a real text with the tags that its own marks give: names stand after a title,
 * countries and large towns are in the list. Null where a capital word may be a name unmarked.
 */
export function observed(text: string): Sentence | null {
  const tokens = tokensOf(text);
  if (tokens.length < 4 || tokens.length > 60) return null;
  const tags = tokens.map(() => 0);
  for (const [i, token] of tokens.entries()) {
    const large = /^\p{Lu}\p{Ll}/u.test(token.text);
    const before = tokens[i - 1];
    const titled =
      before !== undefined &&
      (TITLES.has(before.lower) || (before.text === "." && TITLES.has(tokens[i - 2]?.lower ?? "")));
    if (large && titled && !TITLES.has(token.lower)) tags[i] = TAGS.indexOf("NAME");
    else if (large && tags[i - 1] === TAGS.indexOf("NAME")) tags[i] = TAGS.indexOf("NAME");
    else if (PLACES.has(token.text)) tags[i] = TAGS.indexOf("PLACE");
    else if (
      large &&
      i > 0 &&
      (FEMALE.has(token.lower) || MALE.has(token.lower) || FAMILY.has(token.lower))
    ) {
      const after = tokens.slice(i + 1, i + 5).map((t) => t.lower);
      if (!after.some((word) => EPONYM_AFTER.test(word))) return null;
    }
  }
  return { text, tags };
}
