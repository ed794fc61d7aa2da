/** Text items on one base line, left to right, are a line. */
import type { Doubt } from "../../shared/domain/guideline.ts";
import {
  bulletDepth,
  isLostBullet,
  readLetters,
  readLine,
  readSymbols,
  unknownBullet,
} from "./glyphs.ts";
import type { TextLine } from "./layout.ts";
import { itemRect, type TextItem, union } from "./page-items.ts";

/** Base lines this much of the letter size apart are one: a raised figure, a sign of another font. */
const SAME_LINE = 0.35;
/** A gap of this much of the letter size is a space; less where the font changes between words. */
const SPACE = 0.16;
const FONT_SPACE = 0.03;

export function linesOfItems(items: readonly TextItem[], page: number): TextLine[] {
  return rowsOf(items)
    .map((row) => lineOf(row, page))
    .filter((line) => line !== null);
}

/** Items by base line, from the top; each row from the left. */
export function rowsOf(items: readonly TextItem[]): TextItem[][] {
  const rows: { y: number; size: number; items: TextItem[] }[] = [];
  const seen = [...items].sort((a, b) => a.y - b.y || a.x - b.x);
  for (const item of seen) {
    const row = rows.at(-1);
    const near = row !== undefined && item.y - row.y <= SAME_LINE * Math.max(row.size, item.size);
    if (near) {
      row.items.push(item);
      if (item.text.trim() !== "" && item.size > row.size) {
        row.size = item.size;
        row.y = item.y;
      }
    } else rows.push({ y: item.y, size: item.size, items: [item] });
  }
  return rows.map((row) => row.items.sort((a, b) => a.x - b.x || a.width - b.width));
}

function lineOf(row: readonly TextItem[], page: number): TextLine | null {
  const printed = row.filter((item) => item.text.trim() !== "");
  const [first, second] = printed;
  if (first === undefined) return null;
  const lost = isLostBullet(first, second);
  const bullet = lost ? 1 : bulletDepth(first, second, page);
  const start = bullet > 0 ? second : first;
  if (start === undefined) return null;
  const kept = row.slice(row.indexOf(start));
  const { text, doubts } = joined(kept, page);
  const dash = bullet === 0 ? /^[-–•▪■]\s+(?=\S)/u.exec(text)?.[0] : undefined;
  const mark = dash === undefined ? bullet : /^[-–]/.test(dash) ? 2 : 1;
  const bare = text.slice(dash?.length ?? 0);
  if (bare === "") return null;
  const letters = printed.filter((item) => !item.symbol && /[\p{L}\p{N}]/u.test(item.text));
  if (bullet > 0 && !lost) doubts.push(...unknownBullet(first, page));
  if (lost) doubts.push({ kind: "bullet", found: "U+00BE", readAs: "•", page });
  return {
    text: bare,
    rect: union(printed.map(itemRect)),
    // A dash set with its text: what hangs under it is set in by about a letter.
    textX: dash === undefined ? start.x : start.x + start.size,
    bold: letters.length > 0 && letters.every((item) => item.bold),
    boldStart: letters[0]?.bold === true,
    font: start.font,
    size: start.size,
    bullet: mark,
    doubts,
  };
}

function joined(items: readonly TextItem[], page: number): { text: string; doubts: Doubt[] } {
  const doubts: Doubt[] = [];
  let text = "";
  let end = Number.NaN;
  let font = "";
  for (const item of items) {
    const read = item.symbol ? readSymbols(item, page) : readLetters(item, page);
    doubts.push(...read.doubts);
    const gap = item.x - end > (item.font === font ? SPACE : FONT_SPACE) * item.size;
    if (gap && !/\s$/.test(text) && !/^\s/.test(read.text)) text += " ";
    text += read.text;
    // A space has often a width of nothing or of the whole gap: only ink moves the end.
    if (item.text.trim() === "") continue;
    end = item.x + item.width;
    font = item.font;
  }
  const line = readLine(text.normalize("NFC").replace(/\s+/gu, " ").trim(), page);
  return { text: line.text, doubts: [...doubts, ...line.doubts] };
}
