import { isIpv4 } from "./check-digits.ts";
import type { Rule } from "./rule.ts";

/** Addresses of people and machines on networks. */
export const CONTACT_RULES: readonly Rule[] = [
  {
    class: "email",
    pattern: /[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,6}/dgu,
  },
  { class: "url", pattern: /\b(?:https?|ftp):\/\/[^\s<>"'()]{3,2000}[^\s<>"'().,;:!?]/dgi },
  {
    class: "url",
    pattern: /\bwww\.[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,5}(?:\/[^\s<>"'()]{0,500})?/dgi,
  },
  {
    class: "url",
    pattern:
      /(?<![@\w.-])[a-z\d][a-z\d-]{1,62}(?:\.[a-z\d-]{2,62}){0,3}\.(?:com|org|net|edu|gov|info|biz|io|co\.[a-z]{2}|ac\.[a-z]{2}|go\.[a-z]{2}|or\.[a-z]{2}|uk|de|fr|ug|ke|tz|ng|rw)\b(?:\/[^\s<>"'()]{0,500})?/dgi,
  },
  { class: "ip", pattern: /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/dg, accept: isIpv4 },
  {
    class: "ip",
    pattern:
      /(?<![\w:])(?:[\da-f]{1,4}:){7}[\da-f]{1,4}\b|(?<![\w:])(?:[\da-f]{1,4}:){1,6}:(?:[\da-f]{1,4}(?::[\da-f]{1,4}){0,5})?/dgi,
    accept: (found) => found.replace(/[^\da-f]/gi, "").length >= 6,
  },
  { class: "device", pattern: /\b(?:[\da-f]{2}[:-]){5}[\da-f]{2}\b/dgi },
];
