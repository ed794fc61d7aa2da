import type { Rule } from "./rule.ts";

/** A word of a name, written large, or an initial. */
const LARGE = String.raw`(?:\p{Lu}[\p{L}\p{M}'’-]{1,30}|\p{Lu}\.?(?=\s))`;
const NAME = `(${LARGE}(?:[ ]${LARGE}){0,3})`;
const NOT_NAMES =
  /^(?:The|This|That|He|She|It|They|We|I|You|No|Not|And|Or|But|If|In|On|At|By|To|For|Of|Was|Is|Has|Had|With|Please|Patient|Clinic|Hospital|Unknown|None|Nil|Date|Age|Sex|I'm|I've|I'll|Yes|Okay|Oh)\b/;

/** Labels of a form, as they are written: small, with a capital, in capitals. */
const LABELS = [
  "patient name",
  "pt name",
  "name",
  "surname",
  "first name",
  "last name",
  "full name",
  "nom",
  "prénom",
  "jina",
  "attending",
  "attending physician",
  "referring physician",
  "radiologist",
  "consultant",
  "surgeon",
  "dictated by",
  "signed by",
  "reported by",
  "reviewed by",
  "next of kin",
]
  .flatMap((label) => [label, label.charAt(0).toUpperCase() + label.slice(1), label.toUpperCase()])
  .concat("Patient Name", "First Name", "Last Name", "Full Name", "Dictated By", "Reported By")
  .join("|");

/** Names that a title or a label announces; the tagger finds the rest. No flag i: capitals tell. */
export const NAME_RULES: readonly Rule[] = [
  new RegExp(
    String.raw`(?<![\p{L}])(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Sr|Sra|Mme|Mlle|Monsieur|Madame|Docteur|Herr|Frau|Bwana|Bibi|Daktari)\.? ${NAME}`,
    "dgu",
  ),
  new RegExp(String.raw`(?:^|\n|[;,.] ?)(?:${LABELS})[ ]?[:=][ ]{0,20}${NAME}`, "dgu"),
  new RegExp(
    String.raw`\b(?:[Mm]y name is|[Nn]ame is|I am called|call me|calls? (?:him|her|me)|[Jj]e m'appelle|[Jj]ina langu ni) ${NAME}`,
    "dgu",
  ),
  /\b(?:my name is|name is|people call me|everyone calls me) (\p{Ll}[\p{L}\p{M}'’-]{1,30}(?: \p{L}\.)?)(?= \p{L}+$|[.,!?]|$| (?:and|but)\b)/dgu,
].map((pattern) => ({
  class: "name" as const,
  pattern,
  group: 1,
  accept: (found: string) => !NOT_NAMES.test(found),
}));
