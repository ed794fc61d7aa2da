/** Tables as lines of text: one line a row, cells between bars. */
import type { Doubt } from "../../shared/domain/guideline.ts";
import { type Block, linesOf, type TableBlock, type TableCell } from "./layout.ts";
import { type Paragraph, paragraphsOf, rounded } from "./paragraphs.ts";
import type { Words } from "./words.ts";

export interface TableText {
  readonly header: string;
  readonly rows: readonly string[];
  readonly doubts: readonly Doubt[];
}

/** Cells joined over columns stand once; over rows, in their first row. */
export function tableText(table: TableBlock, page: number, words: Words): TableText {
  const rows = Array.from({ length: table.rows }, (_, row) =>
    table.cells
      .filter((cell) => cell.row === row)
      .sort((a, b) => a.column - b.column)
      .flatMap((cell) => padded(cellText(cell, page, words), cell, table.columns)),
  );
  const lines = rows.filter((cells) => cells.some((text) => text !== "")).map((c) => c.join(" | "));
  const doubts = table.cells
    .flatMap((cell) => cell.content.flatMap(linesOf))
    .flatMap((l) => l.doubts);
  return { header: lines[0] ?? "", rows: lines.slice(1), doubts };
}

/** Rows with a cell over several columns keep their columns. */
function padded(text: string, { columnSpan }: TableCell, columns: number): string[] {
  return columnSpan === columns ? [text] : [text, ...Array<string>(columnSpan - 1).fill("")];
}

function cellText(cell: TableCell, page: number, words: Words): string {
  const parts = cellParagraphs(cell, page, words);
  const list = parts.some(({ bullet }) => bullet > 0);
  return parts.map(({ text }) => text).join(list ? "; " : " ");
}

/** The paragraphs of a cell; a table inside it becomes one paragraph a row. */
export function cellParagraphs(
  cell: Pick<TableCell, "content" | "rect">,
  page: number,
  words: Words,
): Paragraph[] {
  const right = rightOf(cell);
  const found: Paragraph[] = [];
  let run: Block[] = [];
  const flush = () => {
    const lines = run.flatMap(linesOf).map((line) => ({ line, page }));
    if (lines.length > 0) found.push(...paragraphsOf(lines, words, right));
    run = [];
  };
  for (const block of cell.content) {
    if (block.type === "line") run.push(block);
    else {
      flush();
      found.push(...blockParagraphs(block, page, words));
    }
  }
  flush();
  return found;
}

function blockParagraphs(block: Block, page: number, words: Words): Paragraph[] {
  if (block.type === "line") return [];
  if (block.type === "box") return cellParagraphs(block, page, words);
  const { header, rows, doubts } = tableText(block, page, words);
  return [header, ...rows].map((text, at) => ({
    text,
    bullet: 0,
    bold: false,
    boxes: [{ page, ...rounded(block.rect) }],
    doubts: at === 0 ? doubts : [],
  }));
}

/** Cells are set with a margin: text that comes near it fills the line. */
function rightOf({ content, rect }: Pick<TableCell, "content" | "rect">): number {
  const ends = content.flatMap(linesOf).map((line) => line.rect.x + line.rect.width);
  return Math.max(...ends, rect.x + rect.width - 12);
}
