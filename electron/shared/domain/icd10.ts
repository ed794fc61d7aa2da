/**
 * What the structure of a WHO ICD-10 code (2019 edition, volume 2) and its chapters allow: a
 * letter, two digits and up to two more after a point. National editions go to four characters after
 * the point; a list that a person imports says which codes really exist.
 */

export interface Icd10Chapter {
  readonly number: string;
  readonly from: string;
  readonly to: string;
  readonly title: string;
}

const chapter = (number: string, from: string, to: string, title: string): Icd10Chapter => ({
  number,
  from,
  to,
  title,
});

/** WHO's ranges; a national edition has a few categories beyond (D49, K95, O9A, Y99). */
export const ICD10_CHAPTERS: readonly Icd10Chapter[] = [
  chapter("I", "A00", "B99", "Infectious and parasitic diseases"),
  chapter("II", "C00", "D49", "Neoplasms"),
  chapter("III", "D50", "D89", "Blood and immune mechanism"),
  chapter("IV", "E00", "E90", "Endocrine, nutritional and metabolic diseases"),
  chapter("V", "F00", "F99", "Mental and behavioural disorders"),
  chapter("VI", "G00", "G99", "Nervous system"),
  chapter("VII", "H00", "H59", "Eye and adnexa"),
  chapter("VIII", "H60", "H95", "Ear and mastoid process"),
  chapter("IX", "I00", "I99", "Circulatory system"),
  chapter("X", "J00", "J99", "Respiratory system"),
  chapter("XI", "K00", "K95", "Digestive system"),
  chapter("XII", "L00", "L99", "Skin and subcutaneous tissue"),
  chapter("XIII", "M00", "M99", "Musculoskeletal system and connective tissue"),
  chapter("XIV", "N00", "N99", "Genitourinary system"),
  chapter("XV", "O00", "O9A", "Pregnancy, childbirth and the puerperium"),
  chapter("XVI", "P00", "P96", "Conditions of the perinatal period"),
  chapter("XVII", "Q00", "Q99", "Congenital malformations"),
  chapter("XVIII", "R00", "R99", "Symptoms, signs and abnormal findings"),
  chapter("XIX", "S00", "T98", "Injury, poisoning and external causes' consequences"),
  chapter("XX", "V00", "Y99", "External causes"),
  chapter("XXI", "Z00", "Z99", "Factors influencing health status"),
  chapter("XXII", "U00", "U99", "Codes for special purposes"),
];

export interface Icd10Check {
  /** As it is written: capitals, a point after three characters. */
  readonly code: string;
  readonly possible: boolean;
  readonly chapter: Icd10Chapter | null;
  /** Why it cannot be a code; empty when it can. */
  readonly reason: string;
}

export function checkIcd10(text: string): Icd10Check {
  const code = canonicalIcd10(text);
  const shape = /^([A-Z]\d[0-9A-Z])(?:\.([0-9A-Z]{1,4}))?$/.exec(code);
  if (shape === null) {
    return {
      code,
      possible: false,
      chapter: null,
      reason: "not a letter, two digits and up to four characters after a point",
    };
  }
  const category = shape[1] ?? "";
  const found = ICD10_CHAPTERS.find(({ from, to }) => category >= from && category <= to) ?? null;
  if (found === null) {
    return { code, possible: false, chapter: null, reason: `no chapter holds ${category}` };
  }
  if (/[A-Z]$/.test(category) && !/^(C4A|C7[AB]|D3A|M1A|O9A|Z3A)$/.test(category)) {
    return { code, possible: false, chapter: found, reason: `${category} is no category` };
  }
  return { code, possible: true, chapter: found, reason: "" };
}

/** "a39.0†" → "A39.0", "S0690XA" → "S06.90XA". */
export function canonicalIcd10(text: string): string {
  const plain = text
    .trim()
    .toUpperCase()
    .replace(/[†*+!]+$/u, "")
    .replace(/\s+/g, "");
  if (plain.length <= 3 || plain[3] === ".") return plain.replace(/\.$/, "");
  return plain.includes(".") ? plain : `${plain.slice(0, 3)}.${plain.slice(3)}`;
}
