/** One page: sidebars dropped, tables and frames found, the rest as lines in reading order. */
import { gutterOf, inReadingOrder, sideOf } from "./columns.ts";
import { type Grid, gridsOf } from "./grid.ts";
import { type Block, type PageLayout, rectOf } from "./layout.ts";
import { linesOfItems } from "./lines.ts";
import { itemRect, type PageItems, type Rect, type TextItem } from "./page-items.ts";
import { takeLabel } from "./page-label.ts";
import { upright } from "./upright.ts";

/** A frame smaller than this (points) is a tick box or an underline. */
const SMALLEST = 12;

export function layoutOf(read: PageItems): PageLayout {
  const page = upright(read);
  const { label, items } = takeLabel(page);
  const grids = gridsOf(page.rules).filter(
    ({ rect }) => rect.width >= SMALLEST && rect.height >= SMALLEST && !isPageFrame(rect, page),
  );
  const left = new Set(items);
  const built: { grid: Grid; block: Block }[] = [];
  for (const grid of grids) {
    const block = blockOf(grid, left, built, page.page);
    if (block !== null) built.push({ grid, block });
  }
  const rest = [...left];
  const gutter = gutterOf(rest, page.width);
  const sides = gutter === null ? [rest] : columnsOf(rest, gutter);
  const lines = sides.flatMap((side) => linesOfItems(side, page.page));
  const blocks: Block[] = [
    ...lines.map((line) => ({ type: "line" as const, line })),
    ...built.map(({ block }) => block),
  ];
  const placed = blocks.map((block) => ({ block, rect: rectOf(block) }));
  return {
    page: page.page,
    width: page.width,
    height: page.height,
    label,
    source: page.source,
    ocrConfidence: page.ocrConfidence,
    blocks: inReadingOrder(placed, gutter).map(({ block }) => block),
  };
}

function isPageFrame(rect: Rect, { width, height }: PageItems): boolean {
  return rect.width > width * 0.97 && rect.height > height * 0.97;
}

function columnsOf(items: readonly TextItem[], gutter: number): TextItem[][] {
  const sides: [TextItem[], TextItem[], TextItem[]] = [[], [], []];
  for (const item of items) sides[sideOf(itemRect(item), gutter) ?? 2].push(item);
  return sides;
}

/** Takes what is inside the grid out of `left` and out of what was built before. */
function blockOf(
  grid: Grid,
  left: Set<TextItem>,
  built: { grid: Grid; block: Block }[],
  page: number,
): Block | null {
  const inside = [...left].filter((item) => holds(grid.rect, centre(itemRect(item))));
  const nested = built.filter(({ grid: inner }) => holds(grid.rect, centre(inner.rect)));
  if (inside.every((item) => item.text.trim() === "") && nested.length === 0) return null;
  for (const item of inside) left.delete(item);
  for (const one of nested) built.splice(built.indexOf(one), 1);
  const contentOf = (rect: Rect): Block[] => {
    const mine = inside.filter((item) => holds(rect, centre(itemRect(item))));
    const lines = linesOfItems(mine, page).map((line) => ({ type: "line" as const, line }));
    const inner = nested.filter((one) => holds(rect, centre(one.grid.rect)));
    const all: Block[] = [...lines, ...inner.map(({ block }) => block)];
    return all.sort((a, b) => rectOf(a).y - rectOf(b).y);
  };
  const [only] = grid.cells;
  if (grid.cells.length === 1 && only !== undefined) {
    return { type: "box", rect: grid.rect, content: contentOf(only.rect) };
  }
  const cells = grid.cells.map((cell) => ({ ...cell, content: contentOf(cell.rect) }));
  const { rect, rows, columns } = grid;
  return { type: "table", rect, rows, columns, cells };
}

const centre = (rect: Rect): [number, number] => [
  // A long text set across a cell's edge still begins in its own cell.
  rect.x + Math.min(rect.width / 2, 20),
  rect.y + rect.height / 2,
];

function holds(rect: Rect, [x, y]: readonly [number, number]): boolean {
  return x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;
}
