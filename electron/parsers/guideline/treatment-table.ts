/** TREATMENT | LOC tables: what is done, and from which level of care on. */
import type { Block, TableBlock, TableCell } from "./layout.ts";
import { linesOf } from "./layout.ts";
import type { Paragraph } from "./paragraphs.ts";

export interface LevelColumns {
  readonly level: number;
  readonly headerRows: number;
}

const TREATMENT = /^(?:treatment|management|intervention|action)s?$/i;
const LEVEL = /^(?:loc|level of care|level)$/i;

const textOf = (cell: TableCell | undefined) =>
  (cell?.content ?? [])
    .flatMap(linesOf)
    .map(({ text }) => text)
    .join(" ");

/** Which column holds the level of care; null: another kind of table. */
export function levelColumns(table: TableBlock): LevelColumns | null {
  const header = table.cells.filter(({ row }) => row === 0);
  const level = header.find((cell) => LEVEL.test(textOf(cell)));
  if (level === undefined || !header.some((cell) => TREATMENT.test(textOf(cell)))) return null;
  return { level: level.column, headerRows: Math.max(...header.map(({ rowSpan }) => rowSpan)) };
}

/** A level as printed beside the text, and where. */
export interface LevelMark {
  readonly text: string;
  readonly y: number;
}

/** A stretch of one treatment cell between the lines of the level column. */
export interface Stretch {
  readonly top: number;
  readonly bottom: number;
  readonly marks: readonly LevelMark[];
}

export function stretchesOf(table: TableBlock, cell: TableCell, level: number): Stretch[] {
  const bottom = cell.rect.y + cell.rect.height;
  const beside = table.cells
    .filter(
      ({ column, row }) => column >= level && row >= cell.row && row < cell.row + cell.rowSpan,
    )
    .sort((a, b) => a.rect.y - b.rect.y);
  if (beside.length === 0) return [{ top: cell.rect.y, bottom, marks: [] }];
  return beside.map((one, at) => ({
    top: at === 0 ? cell.rect.y : one.rect.y,
    bottom: beside[at + 1]?.rect.y ?? bottom,
    marks: one.content.flatMap(marksOf),
  }));
}

function marksOf(block: Block): LevelMark[] {
  return linesOf(block).map(({ text, rect }) => ({ text, y: rect.y + rect.height / 2 }));
}

export interface Levelled {
  readonly level: string | null;
  readonly paragraphs: readonly Paragraph[];
}

const middle = ({ boxes }: Paragraph) => {
  const [box] = boxes;
  return box === undefined ? 0 : box.y + box.height / 2;
};

/** The paragraphs of a cell under the levels beside them. */
export function levelled(
  paragraphs: readonly Paragraph[],
  stretches: readonly Stretch[],
): Levelled[] {
  return stretches
    .flatMap(({ top, bottom, marks }, at) => {
      const from = at === 0 ? Number.NEGATIVE_INFINITY : top;
      const to = at === stretches.length - 1 ? Number.POSITIVE_INFINITY : bottom;
      const mine = paragraphs.filter((p) => middle(p) >= from && middle(p) < to);
      return byMarks(mine, marks);
    })
    .filter((one) => one.paragraphs.length > 0);
}

function byMarks(paragraphs: readonly Paragraph[], marks: readonly LevelMark[]): Levelled[] {
  const [first, ...more] = marks;
  if (first === undefined) return [{ level: null, paragraphs }];
  const starts = [{ level: first.text, from: 0 }];
  for (const mark of more) {
    const from = beginningOf(paragraphs, nearest(paragraphs, mark.y), starts.at(-1)?.from ?? 0);
    const last = starts.at(-1);
    // Two levels beside one paragraph hold for both.
    if (last !== undefined && from <= last.from) last.level = `${last.level}, ${mark.text}`;
    else starts.push({ level: mark.text, from });
  }
  return starts.map(({ level, from }, at) => ({
    level,
    paragraphs: paragraphs.slice(from, starts[at + 1]?.from),
  }));
}

function nearest(paragraphs: readonly Paragraph[], y: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [at, { boxes }] of paragraphs.entries()) {
    for (const box of boxes) {
      const away = Math.max(box.y - y, y - box.y - box.height, 0);
      if (away < least) [best, least] = [at, away];
    }
  }
  return best;
}

/** The bold line that heads the paragraph's group, if one stands between. */
function beginningOf(paragraphs: readonly Paragraph[], at: number, after: number): number {
  for (let i = at; i > after; i -= 1) if (paragraphs[i]?.bold === true) return i;
  return at;
}
