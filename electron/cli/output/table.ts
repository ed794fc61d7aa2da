import type { Style } from "./style.ts";
import { clip, pad, printable, textWidth } from "./text-width.ts";

export interface Column {
  title: string;
  align?: "left" | "right";
  /** May be clipped with an ellipsis when the terminal is narrow; the widest of them goes first. */
  flexible?: boolean;
}

export interface TableOptions {
  columns: readonly Column[];
  rows: readonly (readonly string[])[];
  style: Style;
  width: number; // columns of the terminal
  indent?: number;
}

const GAP = 2;
const NARROWEST = 8;

/** A table without rules: bold titles, figures right-aligned, cells never wrapped. */
export function table(options: TableOptions): string {
  const { columns, style } = options;
  const rows = options.rows.map((row) => columns.map((_, i) => printable(row[i] ?? "")));
  const indent = " ".repeat(options.indent ?? 0);
  const widths = fit(
    columns,
    columns.map((c, i) => Math.max(textWidth(c.title), ...rows.map((r) => textWidth(r[i] ?? "")))),
    options.width - indent.length,
  );
  const line = (cells: readonly string[], paint: (text: string) => string) =>
    indent +
    cells
      .map((cell, i) => {
        const width = widths[i] ?? 0;
        return paint(pad(clip(cell, width), width, columns[i]?.align ?? "left"));
      })
      .join(" ".repeat(GAP))
      .trimEnd();
  const titles = columns.map((column) => column.title);
  const head = titles.some((title) => title !== "") ? [line(titles, style.bold)] : [];
  return [...head, ...rows.map((row) => line(row, (text) => text))].join("\n");
}

function fit(columns: readonly Column[], natural: readonly number[], available: number): number[] {
  const widths = [...natural];
  const total = () => widths.reduce((a, b) => a + b, 0) + GAP * (widths.length - 1);
  while (total() > available) {
    let widest = -1;
    for (const [i, column] of columns.entries()) {
      const width = widths[i] ?? 0;
      if (column.flexible === true && width > NARROWEST && width > (widths[widest] ?? 0)) {
        widest = i;
      }
    }
    if (widest < 0) break; // nothing left to give: the terminal wraps the line itself
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** Name and value, one pair a line: for a single thing rather than a list. */
export function pairs(
  entries: readonly (readonly [name: string, value: string])[],
  style: Style,
): string {
  const width = Math.max(...entries.map(([name]) => textWidth(name)));
  return entries
    .map(([name, value]) => `${style.dim(pad(name, width))}  ${printable(value)}`)
    .join("\n");
}
