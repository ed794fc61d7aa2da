import { isCardNumber } from "./check-digits.ts";
import type { Rule } from "./rule.ts";

/** What may stand between the word and its number. */
const GAP = String.raw`[\s:.#=]{0,4}(?:(?:no|nr|num|number|numéro|n°|id|is|was|code|namba)\b\.?[\s:.#=]{0,4}){0,3}`;
const CODE = String.raw`([a-z]{0,4}[-/]?\d[\da-z]*(?:[-/. ]?[\da-z]*\d[\da-z]*){0,6}(?:[-/][a-z]{1,3})?)`;
const after = (words: string, code = CODE) =>
  new RegExp(String.raw`\b(?:${words})${GAP}${code}`, "dgi");
const long = (found: string) => found.replace(/[^\da-z]/gi, "").length >= 4;

/** Numbers with a form or check digits of their own. */
export const CHECKED_NUMBER_RULES: readonly Rule[] = [
  { class: "ssn", pattern: /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/dg },
  {
    class: "account",
    pattern: /\b[a-z]{2}\d{2}(?: ?[a-z\d]{4}){2,7}(?: ?[a-z\d]{1,4})?\b/dgi,
    accept: (found) => found.replace(/\D/g, "").length >= 10,
  },
  {
    class: "account",
    pattern:
      /(?<![\d.-])\d{4}(?:[ -]?\d{4}){2}[ -]?\d{1,7}(?![\d-])|(?<![\d.-])\d{4}[ -]\d{6}[ -]\d{4,5}(?![\d-])/dg,
    accept: isCardNumber,
  },
  {
    class: "vehicle",
    pattern:
      /\b(?=[a-hj-npr-z\d]*\d[a-hj-npr-z\d]*\d)(?=[a-hj-npr-z\d]*[a-hj-npr-z])[a-hj-npr-z\d]{17}\b/dgi,
  },
  { class: "photo", pattern: /\b[\w-]{1,80}\.(?:jpe?g|png|heic|bmp|tiff?|gif)\b/dgi },
  { class: "photo", pattern: /\b(?:dsc|img|photo|dcim)[_-]?\d{3,8}\b/dgi },
  { class: "other", pattern: /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/dgi },
];

/** Numbers that a word announces. */
export const LABELLED_NUMBER_RULES: readonly Rule[] = [
  {
    class: "ssn",
    pattern: after(
      "ssn|social security(?: number)?|nin|national id(?:entity|entification)?(?: card)?|national insurance",
    ),
    group: 1,
    accept: long,
  },
  {
    class: "record",
    pattern: after(
      "mrn|medical record|record|patient id|patient|hospital|file|chart|accession|acc|op(?:d|no)?|ip(?:d|no)|registration|reg|dossier|specimen|lab|case|encounter|visit|nambari ya mgonjwa",
      String.raw`([a-z]{0,4}[-/]?\d{3,}[\da-z]*(?:[-/][\da-z]*\d[\da-z]*){0,4})`,
    ),
    group: 1,
    accept: long,
  },
  {
    class: "health-plan",
    pattern: after(
      "insurance|member|policy|medicare|medicaid|nhif|nhis|nhs|health plan|beneficiary|subscriber|group",
      String.raw`([a-z]{0,4}[-/]?\d[\da-z]*(?:[-/ ]\d[\da-z]*){0,4})`,
    ),
    group: 1,
    accept: long,
  },
  {
    class: "account",
    pattern: after(
      "account|acct|a/c|iban|card|credit card|debit card|cc|invoice|claim|payment|compte|akaunti",
      String.raw`((?:[a-z]{0,4}\d[\da-z]*)(?:[- ]?\d[\da-z]*){0,6})`,
    ),
    group: 1,
    accept: long,
  },
  {
    class: "licence",
    pattern: after(
      "driver'?s?’?s? licen[cs]e|licen[cs]e|licensed?|certificate|cert|passport|dea|npi|permit|permis|pasipoti",
    ),
    group: 1,
    accept: long,
  },
  {
    class: "vehicle",
    pattern: after(
      "licen[cs]e plate|number plate|plate|vin|vehicle|registration plate|immatriculation",
      String.raw`([a-z]{1,4}[- ]?\d{1,4}[- ]?[a-z]{0,3}|\d{1,4}[- ]?[a-z]{1,3}(?:[- ]?\d{1,4})?)`,
    ),
    group: 1,
    accept: long,
  },
  {
    class: "device",
    pattern: after(
      "serial|s/n|sn|device|imei|udi|model(?= (?:no|number|serial))|pacemaker|lot",
      String.raw`([a-z]{0,4}[-/]?\d[\da-z]*(?:[-/][\da-z]+){0,5})`,
    ),
    group: 1,
    accept: long,
  },
  {
    class: "biometric",
    pattern: after(
      "finger\\s?print|retina(?:l)? scan|iris scan|voice\\s?print|biometric|dna profile",
    ),
    group: 1,
    accept: long,
  },
];

export const BARE_NUMBER_RULES: readonly Rule[] = [
  // A long row of digits by itself is an identifier of something.
  { class: "account", pattern: /(?<![\w.,-])\d{12,19}(?![\w-]|[.,]\d)/dg },
  {
    class: "other",
    pattern: /(?<![\w.,+-])\d{8,11}(?![\w-]|[.,]\d|\s?(?:mg|ml|g|kg|cells?|copies|iu|units?)\b)/dg,
  },
];
