import type { Rule } from "./rule.ts";

const digitsOf = (found: string) => found.replace(/\D/g, "").length;
const isPhone = (found: string) => {
  const n = digitsOf(found);
  return n >= 7 && n <= 17;
};
const PHONE = String.raw`(?:\+|\b00|\()?\d[\d\s().\-/–]{5,22}\d(?:\s?(?:x|ext\.?)\s?\d{1,6})?`;
const PHONE_WORD = String.raw`(?:tel(?:ephone|\.)?|t[ée]l(?:[ée]phone|\.)?|phone|mobile|cell(?:ular)?|call(?:ed|ing)?(?: (?:me|us|him|her))?(?: back)? (?:at|on)|desk|home|work|office|contact|simu|nambari ya simu|whats\s?app|pager|beeper|messages to|text|reach(?:ed)? (?:me |him |her )?(?:at|on)|answering (?:at|on)|registered)`;

/** A number that a word announces. */
export const LABELLED_PHONE_RULES: readonly Rule[] = [
  {
    class: "fax",
    pattern: new RegExp(
      String.raw`\b(?:fax|télécopie|telecopy|faksi)\b[\s.:#no°]{0,8}(${PHONE})`,
      "dgi",
    ),
    group: 1,
    accept: isPhone,
  },
  {
    class: "phone",
    pattern: new RegExp(String.raw`\b${PHONE_WORD}\b[\s.:#no°]{0,8}(${PHONE})`, "dgi"),
    group: 1,
    accept: isPhone,
  },
];

/** Numbers that look like a telephone's by themselves. */
export const PHONE_RULES: readonly Rule[] = [
  // An international number.
  {
    class: "phone",
    pattern:
      /(?<![\w+])(?:\+|00)[1-9]\d{0,2}[\s.-]?(?:\(0?\d{0,4}\)[\s.-]?)?\d{1,4}(?:[\s.-]?\d{2,8}){1,5}(?:\s?(?:x|ext\.?)\s?\d{1,6})?(?!\d)/dgi,
    accept: isPhone,
  },
  // Three groups as North America writes them.
  {
    class: "phone",
    pattern:
      /(?<![\w-])(?:\+?1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4}(?:\s?(?:x|ext\.?)\s?\d{1,6})?(?![\w-]*\d)/dgi,
  },
  // Groups that begin with 0, or with the trunk number in brackets.
  {
    class: "phone",
    pattern: /(?<![\w.,/-])\(?0\d{1,4}\)?[\s.-]\(?\d{2,4}\)?(?:[\s.-]?\d{2,4}){1,4}(?![\w/]*\d)/dg,
    accept: (found) => isPhone(found) && digitsOf(found) >= 8,
  },
  // Pairs and threes with the same space between: "78 651 450".
  {
    class: "phone",
    pattern: /(?<![\w.,/-])\d{2,3}(?: \d{2,3}){2,4}(?![\w/,.]*\d)/dg,
    accept: (found) => isPhone(found) && digitsOf(found) >= 8,
  },
  // The trunk number and the rest: "0123 456789", or all in one.
  {
    class: "phone",
    pattern: /(?<![\w.,/+-])0\d{2,4}[\s.-]?\d{5,8}(?![\w/]*\d)/dg,
    accept: (found) => digitsOf(found) >= 9 && digitsOf(found) <= 12,
  },
  { class: "phone", pattern: /(?<![\w.,/+-])\d{10}(?![\w-]|[.,]\d)/dg },
  // An area in brackets: "(11) 98765-4321".
  {
    class: "phone",
    pattern: /(?<!\w)\(\d{1,5}(?: \d{1,3})?\)[\s.-]?\d{2,5}(?:[\s.-]?\d{2,5}){1,4}(?![\w/]*\d)/dg,
    accept: isPhone,
  },
  // Pairs or threes with marks between: "12-34-56-78".
  {
    class: "phone",
    pattern: /(?<![\w.,/-])\d{2,3}([.-])\d{2,3}(?:\1\d{2,3}){2,3}(?![\w/,.-]*\d)/dg,
    accept: (found) => digitsOf(found) >= 8 && !found.includes("."),
  },
  // Two halves, unless they are years.
  {
    class: "phone",
    pattern: /(?<![\w.,/-])(?!(?:19|20)\d\d-)\d{3,4}-\d{4}(?![\w/,.-]*\d)/dg,
  },
];
