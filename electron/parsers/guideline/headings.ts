/** Numbered titles of conditions, in the text and against the contents list. */
import type { IcdCode } from "../../shared/domain/guideline.ts";
import type { ContentsLine } from "./contents.ts";
import { splitCodes } from "./icd10.ts";
import type { TextLine } from "./layout.ts";
import { distance } from "./sections.ts";

export interface NumberedTitle {
  readonly number: string;
  readonly title: string;
  readonly codes: readonly IcdCode[];
  /** Null: the contents list does not have it. */
  readonly listed: ContentsLine | null;
  /** How alike the title and the contents line are, 0 to 1. */
  readonly likeness: number;
}

const TITLE = /^(\d{1,3}(?:\.\d{1,3}){1,5})\.?\s+(\p{Lu}.*|\d+\p{L}.*)$/u;
/** Less alike than this, it is another text that begins with the same number. */
const LEAST = 0.5;

/** @param ocr the page does not tell bold from plain: only listed titles count */
export function numberedTitle(
  line: TextLine,
  entries: ReadonlyMap<string, ContentsLine>,
  ocr: boolean,
): NumberedTitle | null {
  const match = line.bullet > 0 ? null : TITLE.exec(line.text);
  if (match === null) return null;
  const number = match[1] ?? "";
  const { title, codes } = splitCodes(match[2] ?? "");
  if (title === "" || title.length > 200) return null;
  const listed = entries.get(number) ?? null;
  const likeness = listed === null ? 0 : alike(title, listed.title);
  if (listed !== null && likeness >= LEAST && (ocr || line.boldStart || likeness > 0.9)) {
    return { number, title, codes, listed, likeness };
  }
  const printed = !ocr && line.boldStart && !/[.;,:]$/.test(title);
  return printed && (listed === null || likeness >= LEAST)
    ? { number, title, codes, listed, likeness }
    : null;
}

/** 1: the same letters; spaces, case and signs aside. */
export function alike(a: string, b: string): number {
  const [x, y] = [letters(a), letters(b)];
  const longest = Math.max(x.length, y.length);
  return longest === 0 ? 1 : 1 - distance(x, y) / longest;
}

const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
