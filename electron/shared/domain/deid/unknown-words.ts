import type { DeidClass } from "./classes.ts";
import { FAMILY, FEMALE, MALE, TOWN } from "./lexicon/lists.ts";
import { contains, hashText, type TaggerModel } from "./tagger/model.ts";
import { type Token, tokensOf } from "./tagger/tokens.ts";

/** Before these a place is likelier than a person. */
const TO_A_PLACE = new Set(
  "in from to at near of around outside toward towards via à de en vers kutoka anatoka katika huko".split(
    " ",
  ),
);
const EPONYM_OF =
  /^(?:syndromes?|diseases?|sign|test|score|scale|criteria|classification|palsy|tumou?rs?|lymphoma|sarcoma|catheter|procedure|operation|lactate|tube|drain|fracture|hernia|virus|cells?)$/;

const DRUG_UNIT = /^(?:mg|mcg|µg|g|ml|iu|units?|tablets?|puffs?|drops?|percent|%)$/;
const DRUG_FORM =
  /^(?:cream|gel|ointment|tablets?|capsules?|inhaler|spray|patch|syrup|drops|injections?|therapy)$/;

export interface UnknownWord {
  readonly start: number;
  readonly end: number;
  readonly class: DeidClass;
}

/**
 * Words written large that clinical text does not know: in a note they are names more often than
 * not, and a person sees them before anything leaves. Not in text that is all small or all large.
 */
export function unknownWords(
  text: string,
  { common, terms }: Pick<TaggerModel, "common" | "terms">,
): UnknownWord[] {
  const tokens = tokensOf(text);
  if (!tokens.some(({ text: word }) => /^\p{Ll}{2}/u.test(word))) return [];
  return tokens.flatMap((token, i) => {
    const capitals = /^\p{Lu}{5,}$/u.test(token.text);
    const named = capitals || /^\p{Lu}[\p{L}\p{M}'’-]*\p{Ll}/u.test(token.text);
    if (!named || isKnown(token, common)) return [];
    const listed = FEMALE.has(token.lower) || MALE.has(token.lower) || FAMILY.has(token.lower);
    if (contains(terms, hashText(token.lower)) && !listed) return [];
    const after = tokens[i + 1]?.lower ?? "";
    if (
      after === "'s" || after === "’s"
        ? EPONYM_OF.test(tokens[i + 2]?.lower ?? "")
        : EPONYM_OF.test(after)
    )
      return [];
    if (isDosed(tokens, i) || /\d/.test(text[token.end] ?? "")) return []; // "SpO2", "HbA1c"
    // Towns are often written in capitals; so are abbreviations, but few of five letters.
    const place =
      (capitals && !listed) ||
      TOWN.has(token.lower) ||
      (TO_A_PLACE.has(tokens[i - 1]?.lower ?? "") && !listed);
    return [{ start: token.start, end: token.end, class: place ? "place" : "name" }];
  });
}

/** "Levaquin 500 mg", "Cutivate cream": what has a dose or a form is a drug. */
function isDosed(tokens: readonly Token[], i: number): boolean {
  const [next, unit] = [tokens[i + 1]?.lower ?? "", tokens[i + 2]?.lower ?? ""];
  return DRUG_FORM.test(next) || (/^\d+$/.test(next) && DRUG_UNIT.test(unit));
}

/** A word, or a plain form of one: "Awarded", "Notes", "Crafted". */
function isKnown({ lower }: Token, common: Uint32Array): boolean {
  const stems = [
    lower,
    lower.replace(/(?:s|es|ed|ing|ly|er)$/, ""),
    lower.replace(/(?:ed|ing|er)$/, "e"),
    lower.replace(/ies$/, "y"),
  ];
  return (
    stems.some((stem) => contains(common, hashText(stem))) ||
    (lower.includes("-") && lower.split("-").every((part) => contains(common, hashText(part))))
  );
}
