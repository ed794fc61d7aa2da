/** Drawn lines that touch make a grid; a missing piece of line joins two cells. */
import type { Rect, Rule } from "./page-items.ts";

/** Points by which drawn lines miss each other and still meet. */
const TOUCH = 2;

export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly rect: Rect;
}

export interface Grid {
  readonly rect: Rect;
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly GridCell[];
}

const isFlat = (rule: Rule) => rule.x2 - rule.x1 >= rule.y2 - rule.y1;

/** The grids of a page, the smallest first: one inside another comes before it. */
export function gridsOf(rules: readonly Rule[]): Grid[] {
  const flat = merged(rules.filter(isFlat), "flat");
  const upright = merged(
    rules.filter((rule) => !isFlat(rule)),
    "upright",
  );
  return groups(flat, upright)
    .map(({ flat: f, upright: u }) => gridOf(f, u))
    .filter((grid) => grid !== null)
    .sort((a, b) => area(a.rect) - area(b.rect));
}

const area = (rect: Rect) => rect.width * rect.height;

/** Pieces of one line in one. */
function merged(rules: readonly Rule[], way: "flat" | "upright"): Rule[] {
  const along = (rule: Rule) =>
    way === "flat"
      ? { at: rule.y1, from: rule.x1, to: rule.x2 }
      : { at: rule.x1, from: rule.y1, to: rule.y2 };
  const pieces = rules.map(along).sort((a, b) => a.at - b.at || a.from - b.from);
  const lines: { at: number; from: number; to: number }[] = [];
  for (const piece of pieces) {
    const line = lines.findLast(
      (l) => piece.at - l.at <= 1 && piece.from <= l.to + TOUCH && piece.to >= l.from - TOUCH,
    );
    if (line === undefined) lines.push({ ...piece });
    else {
      line.from = Math.min(line.from, piece.from);
      line.to = Math.max(line.to, piece.to);
    }
  }
  return lines.map(({ at, from, to }) =>
    way === "flat" ? { x1: from, y1: at, x2: to, y2: at } : { x1: at, y1: from, x2: at, y2: to },
  );
}

interface Group {
  readonly flat: Rule[];
  readonly upright: Rule[];
}

function groups(flat: readonly Rule[], upright: readonly Rule[]): Group[] {
  const parent = Array.from({ length: flat.length + upright.length }, (_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) at = parent[at] ?? at;
    return at;
  };
  for (const [i, f] of flat.entries()) {
    for (const [j, u] of upright.entries()) {
      if (meet(f, u)) parent[root(flat.length + j)] = root(i);
    }
  }
  const found = new Map<number, Group>();
  const groupAt = (i: number) => {
    const group = found.get(root(i)) ?? { flat: [], upright: [] };
    found.set(root(i), group);
    return group;
  };
  for (const [i, f] of flat.entries()) groupAt(i).flat.push(f);
  for (const [j, u] of upright.entries()) groupAt(flat.length + j).upright.push(u);
  return [...found.values()];
}

function meet(f: Rule, u: Rule): boolean {
  return (
    u.x1 >= f.x1 - TOUCH && u.x1 <= f.x2 + TOUCH && f.y1 >= u.y1 - TOUCH && f.y1 <= u.y2 + TOUCH
  );
}

function gridOf(flat: readonly Rule[], upright: readonly Rule[]): Grid | null {
  const xs = places(upright.map((u) => u.x1));
  const ys = places(flat.map((f) => f.y1));
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  if (columns < 1 || rows < 1 || columns > 40 || rows > 200) return null;
  const at = (list: readonly number[], i: number) => list[i] ?? 0;
  const middle = (list: readonly number[], i: number) => (at(list, i) + at(list, i + 1)) / 2;
  const near = (a: number, b: number) => Math.abs(a - b) <= TOUCH;
  const wall = (row: number, column: number) =>
    upright.some(
      (u) => near(u.x1, at(xs, column + 1)) && u.y1 <= middle(ys, row) && u.y2 >= middle(ys, row),
    );
  const floor = (row: number, column: number) =>
    flat.some(
      (f) =>
        near(f.y1, at(ys, row + 1)) && f.x1 <= middle(xs, column) && f.x2 >= middle(xs, column),
    );
  const cells = joinedCells(rows, columns, wall, floor).map((cell) => ({
    ...cell,
    rect: {
      x: at(xs, cell.column),
      y: at(ys, cell.row),
      width: at(xs, cell.column + cell.columnSpan) - at(xs, cell.column),
      height: at(ys, cell.row + cell.rowSpan) - at(ys, cell.row),
    },
  }));
  const rect = { x: at(xs, 0), y: at(ys, 0), width: at(xs, columns) - at(xs, 0), height: 0 };
  return { rect: { ...rect, height: at(ys, rows) - at(ys, 0) }, rows, columns, cells };
}

function places(values: readonly number[]): number[] {
  const found: number[] = [];
  for (const value of [...values].sort((a, b) => a - b)) {
    if (found.length === 0 || value - (found.at(-1) ?? 0) > TOUCH + 1) found.push(value);
  }
  return found;
}

/** Grows each cell to the right, then down, as far as no line stands between. */
function joinedCells(
  rows: number,
  columns: number,
  wall: (row: number, column: number) => boolean,
  floor: (row: number, column: number) => boolean,
): Omit<GridCell, "rect">[] {
  /** Nothing stands between this row of the cell and the next, and the next has the same sides. */
  const goesDown = (row: number, column: number, span: number) => {
    const inner = Array.from({ length: span }, (_, i) => column + i);
    if (inner.some((c) => floor(row, c))) return false;
    if (inner.slice(0, -1).some((c) => wall(row + 1, c))) return false;
    const side = (c: number) => c < 0 || c === columns - 1 || wall(row + 1, c);
    return side(column - 1) && side(column + span - 1);
  };
  const taken = new Set<number>();
  const cells: Omit<GridCell, "rect">[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (taken.has(row * columns + column)) continue;
      let columnSpan = 1;
      while (column + columnSpan < columns && !wall(row, column + columnSpan - 1)) {
        if (taken.has(row * columns + column + columnSpan)) break;
        columnSpan += 1;
      }
      let rowSpan = 1;
      while (row + rowSpan < rows && goesDown(row + rowSpan - 1, column, columnSpan)) rowSpan += 1;
      for (let r = row; r < row + rowSpan; r += 1) {
        for (let c = column; c < column + columnSpan; c += 1) taken.add(r * columns + c);
      }
      cells.push({ row, column, rowSpan, columnSpan });
    }
  }
  return cells;
}
