/** The table of contents: what the guideline promises, with its printed pages. */
import type { PageLayout, TextLine } from "./layout.ts";

export interface ContentsLine {
  readonly number: string;
  readonly title: string;
  /** As printed; null: the line has none. */
  readonly page: string | null;
}

export interface Contents {
  readonly entries: readonly ContentsLine[];
  /** Pages of the file that hold the list. */
  readonly pages: ReadonlySet<number>;
}

const NUMBER = String.raw`(\d{1,3}(?:\.\d{1,3}){0,5})\.?`;
/** Number, title, dots that lead to the page; the page itself may be lost. */
const LED = new RegExp(
  String.raw`^${NUMBER}\s*(\D.*?)(?:\s*[.…·]{4,}[\s.…·]*(\d{1,4}|[ivxlc]{1,8})?|\s[.…·]+\s*(\d{1,4}))$`,
  "i",
);
const UNLED = new RegExp(String.raw`^${NUMBER}\s+(\D.*?)\s+(\d{1,4})$`);
const BEGUN = new RegExp(String.raw`^${NUMBER}\s+(\p{L}.*)$`, "u");
const REST = /^(\D.*?)\s*[.…·]{4,}[\s.…·]*(\d{1,4})?$/;
/** A page with fewer lines of the list is text that happens to look like it. */
const LEAST = 4;

export function contentsOf(pages: readonly PageLayout[]): Contents {
  const found: ContentsLine[] = [];
  const numbers = new Set<string>();
  const held = new Set<number>();
  for (const page of pages) {
    const lines = page.blocks.flatMap((b) => (b.type === "line" ? [b.line] : []));
    const led = lines.filter(({ text }) => LED.test(text)).length;
    if (led < LEAST || led < lines.length * 0.4) continue;
    held.add(page.page);
    for (const entry of entriesOf(lines)) {
      if (numbers.has(entry.number)) continue;
      numbers.add(entry.number);
      found.push(entry);
    }
  }
  return { entries: found, pages: held };
}

function entriesOf(lines: readonly TextLine[]): ContentsLine[] {
  const entries: ContentsLine[] = [];
  let begun: { number: string; title: string } | null = null;
  for (const { text } of lines) {
    const whole = LED.exec(text) ?? UNLED.exec(text);
    const rest = begun === null ? null : REST.exec(text);
    if (whole !== null) entries.push(entry(whole[1], whole[2], whole[3] ?? whole[4]));
    else if (begun !== null && rest !== null) {
      entries.push(entry(begun.number, `${begun.title} ${rest[1]}`, rest[2]));
    }
    const start = whole === null ? BEGUN.exec(text) : null;
    begun = start === null ? null : { number: start[1] ?? "", title: start[2] ?? "" };
  }
  return entries;
}

function entry(number = "", title = "", page?: string): ContentsLine {
  const plain = title.replace(/[\s.…·]+$/, "").slice(0, 300);
  return { number, title: plain, page: page ?? null };
}

export function isChapter({ number }: Pick<ContentsLine, "number">): boolean {
  return !number.includes(".");
}

/** A chapter, or a group of conditions with no text of its own. */
export function isGroup(entry: ContentsLine, entries: readonly ContentsLine[]): boolean {
  if (isChapter(entry)) return true;
  const depth = entry.number.split(".").length;
  return depth === 2 && entries.some(({ number }) => number.startsWith(`${entry.number}.`));
}
