/** Turns a page so that most of its text is upright; what still is not, is a sidebar. */
import type { PageItems, Rule, TextItem } from "./page-items.ts";

export function upright(page: PageItems): PageItems {
  const turn = mainTurn(page.items);
  const turned = turn === 0 ? page : turnBack(page, turn);
  return { ...turned, items: turned.items.filter((item) => item.turn === 0) };
}

function mainTurn(items: readonly TextItem[]): TextItem["turn"] {
  const letters = { 0: 0, 90: 0, 180: 0, 270: 0 };
  for (const item of items) letters[item.turn] += item.text.trim().length;
  const turns = [0, 90, 180, 270] as const;
  return turns.reduce((best, turn) => (letters[turn] > letters[best] ? turn : best), 0);
}

function turnBack(page: PageItems, turn: 90 | 180 | 270): PageItems {
  const { width, height } = page;
  const point = (x: number, y: number): [number, number] => {
    if (turn === 90) return [y, width - x];
    return turn === 180 ? [width - x, height - y] : [height - y, x];
  };
  const rule = ({ x1, y1, x2, y2 }: Rule): Rule => {
    const [a, b] = point(x1, y1);
    const [c, d] = point(x2, y2);
    return { x1: Math.min(a, c), y1: Math.min(b, d), x2: Math.max(a, c), y2: Math.max(b, d) };
  };
  return {
    ...page,
    width: turn === 180 ? width : height,
    height: turn === 180 ? height : width,
    items: page.items.map((item) => {
      const [x, y] = point(item.x, item.y);
      const left = (((item.turn - turn) % 360) + 360) % 360;
      return { ...item, x, y, turn: left as TextItem["turn"] };
    }),
    rules: page.rules.map(rule),
  };
}
