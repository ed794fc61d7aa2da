/** The text of one condition, block by block, under its headings. */
import type { Doubt, GuidelineField, PageBox, SectionKind } from "../../shared/domain/guideline.ts";
import { MAX_FIELD_CHARS } from "../../shared/domain/guideline.ts";
import { levelLine } from "../../shared/domain/guideline-levels.ts";
import { type Block, linesOf, rectOf, type TableBlock, type TextLine } from "./layout.ts";
import { asText, type Paragraph, type PlacedLine, paragraphsOf, rounded } from "./paragraphs.ts";
import { headingKind } from "./sections.ts";
import { cellParagraphs, tableText } from "./table-text.ts";
import { levelColumns, levelled, stretchesOf } from "./treatment-table.ts";
import type { Words } from "./words.ts";

export interface PlacedBlock {
  readonly block: Block;
  readonly page: number;
  /** Null: the page has a text layer. */
  readonly ocrConfidence: number | null;
  /** Right edge of the page's running text. */
  readonly right: number;
}

interface OpenField {
  readonly kind: SectionKind;
  readonly title: string;
  readonly lines: string[];
  readonly boxes: PageBox[];
  readonly doubts: Doubt[];
  ocrConfidence: number | null;
}

const ASIDE: ReadonlySet<SectionKind> = new Set(["notes", "cautions"]);

/** Whether a line is set as a heading; null where the page does not tell (OCR). */
export function emphasisOf(line: TextLine, ocr: boolean): boolean | null {
  return ocr ? null : line.bold;
}

export class Fields {
  readonly #words: Words;
  readonly #done: OpenField[] = [];
  #field: OpenField;
  /** Where text goes on after a note. */
  #main: SectionKind = "definition";
  #run: { lines: PlacedLine[]; right: number } = { lines: [], right: 0 };
  #table: { header: string; page: number; level: string | null } | null = null;

  constructor(words: Words) {
    this.#words = words;
    this.#field = this.#open("definition", "");
  }

  add(placed: PlacedBlock): void {
    const { block } = placed;
    if (block.type === "line") this.#line(block.line, placed);
    else if (block.type === "box") this.#box(block.content, placed);
    else this.#addTable(block, placed);
  }

  end(): GuidelineField[] {
    this.#flush();
    return this.#done
      .filter(({ lines }) => lines.some((line) => line.trim() !== ""))
      .map(({ lines, boxes, doubts, ...field }) => ({
        ...field,
        text: lines.join("\n").slice(0, MAX_FIELD_CHARS),
        pages: [...new Set(boxes.map(({ page }) => page))].sort((a, b) => a - b),
        boxes: boxes.slice(0, 5000),
        doubts: doubts.slice(0, 1000),
      }));
  }

  #open(kind: SectionKind, title: string): OpenField {
    this.#flush();
    const lines: string[] = [];
    const field = { kind, title: title.slice(0, 300), lines, boxes: [], doubts: [] };
    this.#field = { ...field, ocrConfidence: null };
    this.#done.push(this.#field);
    if (!ASIDE.has(kind)) this.#main = kind;
    return this.#field;
  }

  #line(line: TextLine, { page, ocrConfidence, right }: PlacedBlock): void {
    const emphasis = emphasisOf(line, ocrConfidence !== null);
    const heading = { text: line.text, bullet: line.bullet > 0, emphasis };
    const kind = headingKind(heading);
    if (kind !== null) this.#heading(kind, line, page);
    else if (emphasis === true && !heading.bullet && isTitle(line.text)) {
      // A heading of its own making belongs to the treatment it stands in, else to nothing known.
      this.#heading(this.#main === "management" ? "management" : "other", line, page);
    } else {
      this.#run.lines.push({ line, page });
      this.#run.right = Math.max(this.#run.right, right);
      this.#confidence(ocrConfidence);
    }
  }

  /** A heading that comes again (on the next page, over the second half) opens no second field. */
  #heading(kind: SectionKind, line: TextLine, page: number): void {
    this.#flush();
    const same = this.#done.find((one) => one.kind === kind && one.title === line.text);
    if (same === undefined) this.#open(kind, line.text);
    else this.#field = same;
    if (!ASIDE.has(kind)) this.#main = kind;
    if (same === undefined) this.#table = null;
    this.#field.boxes.push({ page, ...rounded(line.rect) });
  }

  /** A frame: a note with its own heading, or text set off from the rest. */
  #box(content: readonly Block[], placed: PlacedBlock): void {
    const before = this.#field;
    const main = this.#main;
    const titles = content.filter((b) => b.type === "line" && this.#isHeading(b.line, placed));
    for (const block of content) this.add({ ...placed, block, right: boxRight(content) });
    this.#flush();
    if (titles.length === 0 || before === this.#field) return;
    // What comes after the frame has nothing to do with the note.
    this.#main = main;
    if (ASIDE.has(this.#field.kind)) this.#reopen(before);
  }

  /** Text after a note goes on in the field before it. */
  #reopen(field: OpenField): void {
    this.#flush();
    this.#field = field;
  }

  #isHeading(line: TextLine, { ocrConfidence }: PlacedBlock): boolean {
    const emphasis = emphasisOf(line, ocrConfidence !== null);
    return headingKind({ text: line.text, bullet: line.bullet > 0, emphasis }) !== null;
  }

  #addTable(table: TableBlock, placed: PlacedBlock): void {
    this.#flush();
    this.#confidence(placed.ocrConfidence);
    const columns = levelColumns(table);
    if (columns !== null) this.#treatment(table, columns, placed);
    else this.#plainTable(table, placed);
  }

  #plainTable(table: TableBlock, placed: PlacedBlock): void {
    const { page } = placed;
    const notes = table.cells.filter((cell) => this.#isNote(table, cell, placed));
    const cells = table.cells.filter((cell) => !notes.includes(cell));
    const { header, rows, doubts } = tableText({ ...table, cells }, page, this.#words);
    const goesOn = this.#table !== null && this.#table.header === header && header !== "";
    if (header !== "") {
      const said = goesOn && page <= (this.#table?.page ?? 0) + 1;
      this.#field.lines.push(...(said ? [] : [header]), ...rows);
      this.#field.boxes.push({ page, ...rounded(table.rect) });
      this.#field.doubts.push(...doubts);
      this.#table = { header, page, level: null };
    }
    for (const note of notes) this.#box(note.content, placed);
  }

  #treatment(
    table: TableBlock,
    columns: { level: number; headerRows: number },
    placed: PlacedBlock,
  ): void {
    const { page } = placed;
    const header = "treatment by level of care";
    const continued = this.#table?.header === header && page <= this.#table.page + 1;
    let inherited = continued ? (this.#table?.level ?? null) : null;
    if (this.#field.kind !== "management") this.#open("management", "");
    const cells = table.cells
      .filter(({ column, row }) => column < columns.level && row >= columns.headerRows)
      .sort((a, b) => a.row - b.row || a.column - b.column);
    for (const [at, cell] of cells.entries()) {
      if (this.#isNote(table, cell, placed)) {
        this.#box(cell.content, placed);
        continue;
      }
      const paragraphs = cellParagraphs(cell, page, this.#words);
      const parts = levelled(paragraphs, stretchesOf(table, cell, columns.level));
      for (const [index, part] of parts.entries()) {
        // Only the row cut by the end of the page goes on with its level.
        const goesOn = at + index === 0 && part.level === null && inherited !== null;
        const level = goesOn ? inherited : part.level;
        this.#field.lines.push(levelLine(level, goesOn));
        this.#take(part.paragraphs);
        inherited = level;
      }
    }
    this.#table = { header, page, level: inherited };
  }

  /** A row of a table that is a note: one cell with its heading in it. */
  #isNote(table: TableBlock, cell: TableBlock["cells"][number], placed: PlacedBlock): boolean {
    const others = table.cells.filter((one) => one !== cell && one.row === cell.row);
    if (others.some((one) => one.content.length > 0)) return false;
    const [first] = cell.content.flatMap(linesOf);
    if (first === undefined) return false;
    const emphasis = emphasisOf(first, placed.ocrConfidence !== null);
    const kind = headingKind({ text: first.text, bullet: first.bullet > 0, emphasis });
    return kind !== null && ASIDE.has(kind);
  }

  #take(paragraphs: readonly Paragraph[]): void {
    for (const paragraph of paragraphs) {
      // A lost list mark inside a line begins an item of its own.
      this.#field.lines.push(asText(paragraph).replace(/ • /g, "\n• "));
      this.#field.boxes.push(...paragraph.boxes);
      this.#field.doubts.push(...paragraph.doubts);
    }
  }

  #flush(): void {
    if (this.#run.lines.length === 0) return;
    const { lines, right } = this.#run;
    this.#run = { lines: [], right: 0 };
    this.#take(paragraphsOf(lines, this.#words, right));
  }

  #confidence(value: number | null): void {
    if (value === null) return;
    this.#field.ocrConfidence = Math.min(this.#field.ocrConfidence ?? 100, value);
  }
}

function isTitle(text: string): boolean {
  return text.length <= 90 && !/[.;,]$/.test(text) && /^[\p{Lu}\d]/u.test(text);
}

function boxRight(content: readonly Block[]): number {
  return Math.max(...content.map((block) => rectOf(block).x + rectOf(block).width));
}
