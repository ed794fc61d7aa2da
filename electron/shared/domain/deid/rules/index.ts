import { ADDRESS_RULES } from "./address-rules.ts";
import { CONTACT_RULES } from "./contact-rules.ts";
import { AGE_RULES, DATE_RULES, YEAR_RULES } from "./date-rules.ts";
import { NAME_RULES } from "./name-rules.ts";
import { BARE_NUMBER_RULES, CHECKED_NUMBER_RULES, LABELLED_NUMBER_RULES } from "./number-rules.ts";
import { LABELLED_PHONE_RULES, PHONE_RULES } from "./phone-rules.ts";
import type { Rule } from "./rule.ts";

/** Earlier wins where two overlap: what has a check or a form of its own is surer than a word. */
export const SURE_RULES: readonly Rule[] = [
  ...CONTACT_RULES,
  ...CHECKED_NUMBER_RULES,
  ...DATE_RULES,
  ...AGE_RULES,
  ...LABELLED_PHONE_RULES,
  ...LABELLED_NUMBER_RULES,
  ...ADDRESS_RULES,
  ...PHONE_RULES,
  ...BARE_NUMBER_RULES,
  ...NAME_RULES,
];

/** Applied to what is left after the tagger: a bare "2035" may be the number of a house. */
export const WEAK_RULES: readonly Rule[] = YEAR_RULES;
