import { MONTH } from "./check-digits.ts";
import type { Rule } from "./rule.ts";

const DAY = String.raw`(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er)?`;
const YEAR = String.raw`(?:1[89]|20)\d{2}`;
const TIME = String.raw`(?:[ ,T]+(?:at )?\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?: ?(?:am|pm|Z))?)?`;
const validDay = (found: string) => {
  const parts = found
    .split(/[^\d]+/)
    .filter((part) => part !== "")
    .map(Number);
  return (
    parts.slice(0, 3).every((part) => part > 0 || part === 0) &&
    parts.slice(0, 2).some((part) => part <= 12 || part > 31)
  );
};

export const DATE_RULES: readonly Rule[] = [
  {
    class: "date",
    pattern: new RegExp(
      String.raw`(?<![\d/.-])${YEAR}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?!\d)${TIME}`,
      "dgi",
    ),
  },
  {
    class: "date",
    pattern: new RegExp(
      String.raw`(?<![\d/.-])(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|[12]\d|3[01])\1(?:${YEAR}|\d{2})(?![\d/]|\.\d)${TIME}`,
      "dgi",
    ),
    accept: validDay,
  },
  {
    class: "date",
    pattern: new RegExp(
      String.raw`\b${DAY}(?: of|-| de)?[ ./-]{1,2}${MONTH}(?:[ ,./-]{1,3}(?:${YEAR}|'\d{2}|\d{2}(?=\b)))?${TIME}(?!\w)`,
      "dgi",
    ),
  },
  {
    class: "date",
    pattern: new RegExp(
      String.raw`\b(?<!-)${MONTH}[ ./-]{1,2}${DAY}(?![\d:]|\.\d)(?:,? ?${YEAR}|, ?'?\d{2})?${TIME}(?!\w)`,
      "dgi",
    ),
  },
  {
    class: "date",
    pattern: new RegExp(String.raw`\b${MONTH}[ ,./-]{1,3}(?:of )?${YEAR}\b`, "dgi"),
  },
  {
    class: "date",
    pattern: new RegExp(String.raw`(?<![\d/.,-])(?:0?[1-9]|1[0-2])/${YEAR}(?![\d/])`, "dg"),
  },
  // A day and a month alone, where a word says that it is a date.
  {
    class: "date",
    pattern:
      /\b(?:on|since|until|from|dated?|dob|seen|le|tarehe)[ :]{1,2}((?:0?[1-9]|[12]\d|3[01])\/(?:0?[1-9]|[12]\d|3[01]))(?![\d/])/dgi,
    group: 1,
  },
  {
    class: "date",
    pattern:
      /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|jumatatu|jumanne|jumatano|alhamisi|ijumaa|jumamosi|jumapili)\b/dgi,
  },
  {
    class: "date",
    pattern:
      /\b(?:january|february|april|june|july|august|september|october|november|december|janvier|février|avril|juillet|août|septembre|octobre|novembre|décembre|januari|februari|aprili|julai|agosti|septemba|oktoba|novemba|desemba)\b/dgi,
  },
];

/** A year by itself. Safe Harbor lets it stand; it is found so that a person sees it. */
export const YEAR_RULES: readonly Rule[] = [
  { class: "date", pattern: /(?<![\w.,/+-])(?:19|20)\d{2}(?:s\b|(?![\w/]|[.,:-]\d))/dg },
];

const isAge = (found: string) => !/^\d+$/.test(found) || Number(found) <= 125;
const WHO =
  "(?:i|he|she|they|we|you|who|patient|mother|father|wife|husband|son|daughter|brother|sister|child)";
const age = (pattern: RegExp): Rule => ({ class: "age", pattern, group: 1, accept: isAge });

/** Ages: all are found; what is done depends on the number (over 89 is one group). */
export const AGE_RULES: readonly Rule[] = [
  age(
    /(?<![\d.])(\d{1,3})(?:[ -]{0,2}(?:years?|yrs?|y)[ /.-]{0,2}(?:old|o(?:f age)?\b)|[ -]?y\/?\.?o\b|[ -]?yo[mf]?\b|[ -]?ans\b|[ -]year-old)/dgi,
  ),
  age(
    /\b(?:aged?|ages|age is|turn(?:s|ed|ing)?|miaka|umri(?: wa)?|âgée? de|age[d:]? of|birthday at|years of age:)[ :]{1,3}(?:miaka )?(\d{1,3})(?![\d/]|\.\d|\s?(?:mg|ml|%|kg|°))/dgi,
  ),
  age(/(?<![\w./-])(\d{1,3})[ -]?(?=[MF]\b)(?!\d)/dg),
  age(
    new RegExp(
      String.raw`\b${WHO}(?:'m|'s|’m|’s|'re|’re| am| is| was| are| were| will be| would be)(?: (?:now|only|just|about|almost|nearly|already|over|under|turning))?\s(\d{1,3})(?=\s?(?:[.,;:!?]|and\b|years?\b|now\b|$))(?![.,]\d)`,
      "dgi",
    ),
  ),
  age(/,\s(\d{2,3}),(?=\s)/dg),
  age(/(?<=\p{L} )\((\d{2,3})\)/dgu),
  age(
    /\b(?:over|under|above|below|older than|younger than|age group|at the age of)\s(\d{1,3})(?=\s?(?:[.,;!?]|years?\b|$))(?![.,]\d)/dgi,
  ),
  age(
    /\b((?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|one hundred(?: and \w{3,6})?))[ -]years?[ -]old\b/dgi,
  ),
];
