/** ICD-10 codes as guidelines print them beside a title. */
import type { IcdCode } from "../../shared/domain/guideline.ts";

const LABEL = /\bICD\s*[-–]?\s*(?:10|11)?\s*[-–]?\s*CODES?\s*[:.]?\s*/i;
/** Chapter letter, two characters, an optional part after the dot; or a range of such codes. */
const CODE = /[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?/;
const ENTRY = new RegExp(
  `(${CODE.source}(?:\\s*[-–]\\s*${CODE.source})?)\\s*(?:\\(([^()]{1,200})\\))?`,
  "g",
);

export interface TitleAndCodes {
  readonly title: string;
  readonly codes: IcdCode[];
}

/** Splits "Anthrax ICD10 CODE: A22" in the title and its codes. */
export function splitCodes(text: string): TitleAndCodes {
  const label = LABEL.exec(text);
  if (label === null) return { title: text.trim(), codes: [] };
  const title = text.slice(0, label.index).trim();
  return { title, codes: codesIn(text.slice(label.index + label[0].length)) };
}

/** A line of nothing but codes: they stand under a long title. */
export function isCodeLine(text: string): boolean {
  return LABEL.exec(text)?.index === 0;
}

/** "A39.0 (meningococcal), G00" */
export function codesIn(text: string): IcdCode[] {
  return Array.from(text.toUpperCase().matchAll(ENTRY), (match) => {
    const [whole, code = ""] = match;
    const from = match.index + whole.indexOf("(");
    const note = match[2] === undefined ? null : text.slice(from + 1, from + 1 + match[2].length);
    return { code: code.replace(/\s+/g, ""), note: note?.trim() ?? null };
  }).slice(0, 50);
}
