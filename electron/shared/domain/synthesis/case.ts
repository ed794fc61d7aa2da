// What a person writes down of a case, for notes to be made from it. No real patient is in it.
import type { Facts } from "./template.ts";

/** Columns that the notes use; a case file may have others, which are left alone. */
export const CASE_FACTS = [
  "age",
  "sex",
  "complaint",
  "duration",
  "history",
  "medications",
  "allergies",
  "vitals",
  "exam",
  "labs",
  "imaging",
  "diagnosis",
  "treatment",
  "course",
  "followup",
  "request",
  "question",
] as const;

export interface Case {
  /** Its own id, else its line. */
  readonly name: string;
  readonly facts: Facts;
  readonly label: string | null;
  readonly answer: string | null;
  readonly sourceRow: number;
}

const SEXES: Readonly<Record<string, { noun: string; letter: string; he: string; his: string }>> = {
  f: { noun: "woman", letter: "F", he: "she", his: "her" },
  m: { noun: "man", letter: "M", he: "he", his: "his" },
};

/** The facts as notes need them: pronouns, short and long forms of age and sex. */
export function factsOf(columns: Readonly<Record<string, string>>): Facts {
  const facts: Record<string, string> = {};
  for (const name of CASE_FACTS) {
    const value = columns[name]?.trim() ?? "";
    if (value !== "") facts[name] = value.replace(/[.;\s]+$/, "");
  }
  const sex = SEXES[facts.sex?.charAt(0).toLowerCase() ?? ""];
  const years = /^\d{1,3}$/.test(facts.age ?? "") ? Number(facts.age) : null;
  const child = years !== null && years < 18;
  facts.he = sex?.he ?? "the patient";
  facts.his = sex?.his ?? "the patient's";
  if (sex !== undefined) {
    facts.sex = sex.letter === "F" ? "female" : "male";
    facts.person = child ? (sex.letter === "F" ? "girl" : "boy") : sex.noun;
  } else {
    delete facts.sex;
    facts.person = "patient";
  }
  if (years !== null) {
    facts.old = `${years}-year-old`;
    facts.short = `${years}${sex?.letter ?? "y"}`;
  } else if (facts.age !== undefined) {
    facts.old = facts.age;
    facts.short = `${facts.age}${sex === undefined ? "" : ` ${sex.letter}`}`;
  }
  return facts;
}
