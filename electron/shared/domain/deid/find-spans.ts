import type { DeidClass, FoundSpan, SpanSource } from "./classes.ts";
import { Occupied } from "./occupied.ts";
import { repeatedNames } from "./repeated-names.ts";
import { SURE_RULES, WEAK_RULES } from "./rules/index.ts";
import { matchesOf, type Rule } from "./rules/rule.ts";
import { taggedSpans } from "./tagged-spans.ts";
import type { TaggerModel } from "./tagger/model.ts";
import { unknownWords } from "./unknown-words.ts";

/** Taken from the score of "nothing here": chosen for few misses. */
export const CAUTION = 80;

/** Numbers right after a place are its post code ("Bjerg 6091"). */
const POST_CODE = /^[,\s]{1,3}(\d{4,6}|\d{2,5}-\d{3,4})(?![\d/:.-]*\d)/;

/**
 * Every span of a text that may identify a person, in order, without overlaps. Rules with a form
 * of their own first, then the tagger, then what the first finds say of the rest of the text.
 */
export function findSpans(text: string, model: TaggerModel, caution = CAUTION): FoundSpan[] {
  const taken = new Occupied(text.length);
  const found: FoundSpan[] = [];
  const add = (start: number, end: number, kind: DeidClass, source: SpanSource) => {
    for (const [from, to] of taken.free(start, end)) {
      const span = trimmed(text, { start: from, end: to, class: kind, source });
      const piece = from > start || to < end;
      if (span.end > span.start && !(piece && isScrap(text.slice(span.start, span.end))))
        found.push(span);
    }
    taken.take(start, end);
  };
  const apply = (rules: readonly Rule[]) => {
    for (const rule of rules) {
      for (const { start, end, class: kind } of matchesOf(text, rule)) {
        if (!taken.touches(start, end)) add(start, end, kind, "rule");
      }
    }
  };
  apply(SURE_RULES);
  for (const span of taggedSpans(text, model, caution))
    add(span.start, span.end, span.class, "tagger");
  for (const place of found.filter((span) => span.class === "place")) {
    const code = POST_CODE.exec(text.slice(place.end, place.end + 16));
    const start = place.end + (code?.[0].length ?? 0) - (code?.[1]?.length ?? 0);
    if (code !== null && !taken.touches(start, place.end + code[0].length)) {
      add(start, place.end + code[0].length, "place", "rule");
    }
  }
  for (const { start, end } of repeatedNames(text, found, model)) {
    if (!taken.touches(start, end)) add(start, end, "name", "rule");
  }
  for (const word of unknownWords(text, model)) {
    if (!taken.touches(word.start, word.end)) add(word.start, word.end, word.class, "tagger");
  }
  apply(WEAK_RULES);
  return found.sort((a, b) => a.start - b.start);
}

/** What is left of a find when a surer one took its number: "F, MRN" of "42F, MRN 88213". */
const isScrap = (piece: string) => !/\p{Lu}\p{Ll}{2}|\p{Ll}{4}|\d{3}/u.test(piece);

function trimmed(text: string, span: FoundSpan): FoundSpan {
  let { start, end } = span;
  while (start < end && /[\s,;:]/.test(text[start] ?? "")) start += 1;
  while (end > start && /[\s,;:]/.test(text[end - 1] ?? "")) end -= 1;
  return { ...span, start, end };
}
