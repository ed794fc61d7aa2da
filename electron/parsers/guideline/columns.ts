/** Columns of running text, found by the white stripe between them. */
import { itemRect, type Rect, type TextItem } from "./page-items.ts";

/** Something with a place that has to be put in reading order. */
export interface Placed {
  readonly rect: Rect;
}

/** The stripe must be this wide, and stand in this middle part of the page. */
const GUTTER = 8;
const MIDDLE = [0.35, 0.65] as const;
/** Text across the stripe: headings over both columns, no more. */
const CROSSING = 0.1;
const LEAST_SHARE = 0.25;
const LEAST_ROWS = 8;

/** Where the second column begins, or null with one column. */
export function gutterOf(items: readonly TextItem[], width: number): number | null {
  const boxes = items
    .filter((item) => item.text.trim() !== "")
    .map((item) => ({ rect: itemRect(item), letters: item.text.trim().length }));
  const all = boxes.reduce((sum, box) => sum + box.letters, 0);
  let best: { x: number; crossing: number } | null = null;
  for (let x = width * MIDDLE[0]; x <= width * MIDDLE[1]; x += 2) {
    const left = boxes.filter(({ rect }) => rect.x + rect.width <= x - GUTTER / 2);
    const right = boxes.filter(({ rect }) => rect.x >= x + GUTTER / 2);
    const letters = (side: typeof boxes) => side.reduce((sum, box) => sum + box.letters, 0);
    const crossing = all - letters(left) - letters(right);
    if (crossing > all * CROSSING) continue;
    if (Math.min(letters(left), letters(right)) < all * LEAST_SHARE) continue;
    if (Math.min(rows(left), rows(right)) < LEAST_ROWS) continue;
    if (best === null || crossing < best.crossing) best = { x, crossing };
  }
  return best?.x ?? null;
}

function rows(boxes: readonly { rect: Rect }[]): number {
  return new Set(boxes.map(({ rect }) => Math.round(rect.y / 4))).size;
}

/** Side of the gutter; null: across it. */
export function sideOf(rect: Rect, gutter: number): 0 | 1 | null {
  if (rect.x + rect.width <= gutter + GUTTER / 2) return 0;
  return rect.x >= gutter - GUTTER / 2 ? 1 : null;
}

/** Top to bottom; with a gutter, left column before right one between things that cross it. */
export function inReadingOrder<T extends Placed>(things: readonly T[], gutter: number | null): T[] {
  const byTop = [...things].sort((a, b) => a.rect.y - b.rect.y || a.rect.x - b.rect.x);
  if (gutter === null) return byTop;
  const ordered: T[] = [];
  let sides: [T[], T[]] = [[], []];
  for (const thing of byTop) {
    const side = sideOf(thing.rect, gutter);
    if (side !== null) sides[side].push(thing);
    else {
      ordered.push(...sides[0], ...sides[1], thing);
      sides = [[], []];
    }
  }
  return [...ordered, ...sides[0], ...sides[1]];
}
