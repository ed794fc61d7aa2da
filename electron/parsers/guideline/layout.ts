/** A page after its layout is known: lines and tables in reading order. Plain data: it is kept. */
import type { Doubt } from "../../shared/domain/guideline.ts";
import type { Rect } from "./page-items.ts";

export interface TextLine {
  /** Without the bullet; a hyphen at the end is kept. */
  readonly text: string;
  readonly rect: Rect;
  /** Where the text begins, after its list mark. */
  readonly textX: number;
  /** Every letter is bold. */
  readonly bold: boolean;
  /** Of the first letters. */
  readonly font: string;
  readonly size: number;
  /** Depth of the list mark before the text: 0 = none. */
  readonly bullet: 0 | 1 | 2;
  readonly doubts: readonly Doubt[];
  /** The first letters are bold, whatever follows. */
  readonly boldStart: boolean;
}

export interface TableCell {
  readonly column: number;
  readonly row: number;
  readonly columnSpan: number;
  readonly rowSpan: number;
  readonly rect: Rect;
  readonly content: readonly Block[];
}

export interface TableBlock {
  readonly type: "table";
  readonly rect: Rect;
  readonly columns: number;
  readonly rows: number;
  readonly cells: readonly TableCell[];
}

/** A frame around text: a note, a warning. */
export interface BoxBlock {
  readonly type: "box";
  readonly rect: Rect;
  readonly content: readonly Block[];
}

export interface LineBlock {
  readonly type: "line";
  readonly line: TextLine;
}

export type Block = LineBlock | TableBlock | BoxBlock;

export interface PageLayout {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  /** The page number as printed on it. */
  readonly label: string | null;
  readonly source: "text" | "ocr" | "empty";
  readonly ocrConfidence: number | null;
  readonly blocks: readonly Block[];
}

export function rectOf(block: Block): Rect {
  return block.type === "line" ? block.line.rect : block.rect;
}

/** All lines of a block, those in cells and frames too. */
export function linesOf(block: Block): TextLine[] {
  if (block.type === "line") return [block.line];
  const inner = block.type === "box" ? block.content : block.cells.flatMap((cell) => cell.content);
  return inner.flatMap(linesOf);
}
