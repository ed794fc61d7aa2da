import { COUNTRIES, US_STATES } from "../lexicon/places.ts";
import type { Rule } from "./rule.ts";

const WORD = String.raw`[\p{L}\p{M}'’.-]{1,30}`;
const UNIT = String.raw`(?:[ ,\n]{1,3}(?:apt|apartment|suite|unit|flat|room|floor|bldg)\.? ?#?\w{1,6})`;
const AFTER =
  "street|st|road|rd|avenue|ave|lane|ln|drive|boulevard|blvd|court|crescent|close|terrace|highway|hwy|parkway|square|grove|parade|parks|greens|isle";
const BEFORE =
  "rue|avenue|boulevard|allée|allee|chemin|impasse|quai|via|viale|piazza|corso|calle|avenida|rua|travessa|paseo|ulica|ul\\.|strada|largo|praça";
/** Countries that are given names or words too: the tagger decides by what stands around them. */
const AMBIGUOUS = new Set([
  "Chad",
  "Jordan",
  "Georgia",
  "Turkey",
  "Guinea",
  "Israel",
  "Kenya",
  "India",
  "Malta",
]);
const STATES = US_STATES.join("|");

export const ADDRESS_RULES: readonly Rule[] = [
  {
    class: "place",
    pattern: new RegExp(
      String.raw`(?<![\w.])\d{1,6}[a-z]?,? (?:${WORD} ){1,4}(?:${AFTER})\b\.?(?! (?:day|days|of life))${UNIT}?`,
      "dgiu",
    ),
  },
  {
    class: "place",
    pattern: new RegExp(
      String.raw`(?<![\p{L}\d])(?:\d{1,6},? )?(?:${BEFORE}) (?:${WORD} ){0,4}${WORD},? \d{1,5}[a-z]?\b${UNIT}?`,
      "dgiu",
    ),
    accept: (found) => found.split(" ").length <= 8,
  },
  {
    class: "place",
    pattern: new RegExp(
      String.raw`(?<![\p{L}\d])\d{1,6},? (?:${BEFORE}) (?:${WORD} ){0,3}${WORD}${UNIT}?`,
      "dgiu",
    ),
  },
  {
    class: "place",
    pattern:
      /(?<![\p{L}])\p{L}[\p{L}\p{M}]{2,25}(?:strasse|straße|gasse|weg|laan|straat|plein|gata|gatan|vägen|vegen|vej|gade|katu|kuja|vænget) \d{1,5}[a-z]?\b/dgiu,
  },
  // A street without a number, where capitals say that it is a name.
  {
    class: "place",
    pattern:
      /(?<![\p{L}\d])(?:\p{Lu}[\p{L}\p{M}'’.-]{1,30} ){1,3}(?:Street|Road|Avenue|Lane|Drive|Boulevard|Crescent|Terrace|Highway)\b/dgu,
  },
  {
    class: "place",
    pattern:
      /\b(?:p\.? ?o\.? ?box|b\.p\.(?! ?\d{2,3}\/)|s\.?l\.?p\.?|postbox|post office box)[ .:#]{0,3}\d{1,7}\b/dgi,
  },
  {
    class: "place",
    pattern:
      /\b(?:psc|unit|cmr) \d{3,5},? box \d{3,5}\b(?:,?\s+(?:apo|fpo|dpo),? (?:aa|ae|ap) \d{5})?/dgi,
  },
  { class: "place", pattern: /\b(?:apt|apartment|suite|flat|plot)\.? ?#?(?=\w*\d)\w{1,6}\b/dgi },
  {
    class: "place",
    pattern:
      /\b(?:zip|zip code|zipcode|postal code|postcode|post code|code postal)(?: code)?(?: is| =)?[ :.#=]{1,3}([a-z]{0,2}\d[a-z\d]{1,5}(?:[ -]\d[a-z\d]{1,3})?)\b/dgi,
    group: 1,
    accept: (found) => /\d/.test(found),
  },
  {
    class: "place",
    pattern: new RegExp(String.raw`\b(?:${STATES})[ ,]{1,2}(\d{5}(?:-\d{4})?)\b`, "dg"),
    group: 1,
  },
  { class: "place", pattern: /\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b/dg },
  // Canada.
  { class: "place", pattern: /\b[ABCEGHJ-NPRSTVXY]\d[A-Z] \d[A-Z]\d\b/dg },
  { class: "place", pattern: /(?<![\d.,-])\d{5}-\d{4}(?![\d-])/dg },
  {
    class: "place",
    pattern: new RegExp(
      String.raw`(?<![\p{L}])(?:${COUNTRIES.map((name) => name.replaceAll(" ", String.raw`\s`)).join("|")})(?![\p{L}])`,
      "dgu",
    ),
    accept: (found) => !AMBIGUOUS.has(found),
  },
];
