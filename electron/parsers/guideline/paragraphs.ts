/** Lines joined to paragraphs and list items. */
import type { Doubt, PageBox } from "../../shared/domain/guideline.ts";
import type { TextLine } from "./layout.ts";
import type { Rect } from "./page-items.ts";
import { union } from "./page-items.ts";
import type { Words } from "./words.ts";

export interface PlacedLine {
  readonly line: TextLine;
  readonly page: number;
}

export interface Paragraph {
  readonly text: string;
  readonly bullet: 0 | 1 | 2;
  readonly bold: boolean;
  /** One a page. */
  readonly boxes: readonly PageBox[];
  readonly doubts: readonly Doubt[];
}

/** A line that ends like this goes on in the next one. */
const GOES_ON =
  /(?:[,(/–-]|\b(?:a|an|and|at|by|every|for|from|give|in|of|or|over|per|than|the|to|until|with))$/i;
/** A dose begins a line of its own, however full the line before is. */
const DOSE = /^(?:Adults?|Child(?:ren)?|Infants?|Neonates?|Day \d+|Repeat|Maximum)\b/;
/** Lines further apart than this much of the usual distance are two paragraphs. */
const LOOSE = 1.6;

/** @param right where the lines could end: a line that stops short of it ended on purpose */
export function paragraphsOf(
  lines: readonly PlacedLine[],
  words: Words,
  right = Math.max(...lines.map(({ line }) => line.rect.x + line.rect.width)),
): Paragraph[] {
  const groups: PlacedLine[][] = [];
  for (const [at, one] of lines.entries()) {
    const before = lines[at - 1];
    const group = groups.at(-1);
    if (before !== undefined && group !== undefined && goesOn(group, before, one, right)) {
      group.push(one);
    } else groups.push([one]);
  }
  return groups.map((group) => paragraph(group, words));
}

function goesOn(
  group: readonly PlacedLine[],
  before: PlacedLine,
  { line, page }: PlacedLine,
  right: number,
): boolean {
  if (line.bullet > 0 || line.bold !== before.line.bold) return false;
  const last = before.line;
  const small = /^[\p{Ll}(]/u.test(line.text);
  const ended = /[.:;!?]$/.test(last.text);
  if (page !== before.page) return small && !ended;
  const [first] = group;
  const item = first !== undefined && first.line.bullet > 0;
  const step = line.rect.y - last.rect.y;
  if (step > LOOSE * Math.max(line.size, last.size) && !(small && !ended)) return false;
  if (/[-\u2010]$/.test(last.text) && small) return true;
  if (item && Math.abs(line.rect.x - first.line.textX) < 2) return true;
  if (!item && DOSE.test(line.text)) return false;
  // Text of a list item hangs under its text, not under its mark.
  if (item && line.rect.x < first.line.rect.x + line.size * 0.8 && !small) return false;
  if (small && !ended) return true;
  if (GOES_ON.test(last.text)) return true;
  const word = /^\S+/.exec(line.text)?.[0].length ?? 0;
  const needed = (word + 1) * (last.rect.width / Math.max(1, last.text.length));
  return right - (last.rect.x + last.rect.width) < needed;
}

function paragraph(group: readonly PlacedLine[], words: Words): Paragraph {
  let text = "";
  for (const { line } of group) text = text === "" ? line.text : words.join(text, line.text);
  const pages = [...new Set(group.map(({ page }) => page))];
  return {
    text,
    bullet: group[0]?.line.bullet ?? 0,
    bold: group.every(({ line }) => line.bold),
    boxes: pages.map((page) => ({
      page,
      ...rounded(union(group.filter((one) => one.page === page).map(({ line }) => line.rect))),
    })),
    doubts: group.flatMap(({ line }) => line.doubts),
  };
}

export function rounded({ x, y, width, height }: Rect): Rect {
  const round = (value: number) => Math.round(value * 10) / 10;
  return { x: round(x), y: round(y), width: round(width), height: round(height) };
}

/** A paragraph as a line of a field's text. */
export function asText({ text, bullet }: Pick<Paragraph, "text" | "bullet">): string {
  return ["", "• ", "  – "][bullet] + text;
}
