import { stripVTControlCharacters } from "node:util";

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const INVISIBLE = /^[\p{M}\p{Cf}\p{Cc}]+$/u;
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
const ASCII = /^[\x20-\x7e]*$/;

/** What a reader sees as one character each. */
export function graphemes(text: string): string[] {
  return ASCII.test(text) ? [...text] : Array.from(segmenter.segment(text), (s) => s.segment);
}

function graphemeWidth(grapheme: string): number {
  if (INVISIBLE.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
}

/** Columns a text takes in a terminal; colour codes take none. */
export function textWidth(text: string): number {
  const plain = stripVTControlCharacters(text);
  if (ASCII.test(plain)) return plain.length;
  return graphemes(plain).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
}

/** Cuts a text without colour codes to `columns`, the last of them an ellipsis. */
export function clip(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  let out = "";
  let used = 0;
  for (const grapheme of graphemes(text)) {
    used += graphemeWidth(grapheme);
    if (used > columns - 1) break;
    out += grapheme;
  }
  return `${out}…`;
}

export function pad(text: string, columns: number, align: "left" | "right" = "left"): string {
  const gap = " ".repeat(Math.max(0, columns - textWidth(text)));
  return align === "left" ? text + gap : gap + text;
}

/** Breaks at spaces, and inside a word only where it is longer than a line. Keeps line breaks. */
export function wrap(text: string, columns: number): string[] {
  return text.split("\n").flatMap((paragraph) => wrapParagraph(paragraph, Math.max(1, columns)));
}

function wrapParagraph(paragraph: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(/(?<= )/)) {
    if (textWidth(line) + textWidth(word.trimEnd()) > columns && line.trim() !== "") {
      lines.push(line.trimEnd());
      line = "";
    }
    line += word;
    while (textWidth(line.trimEnd()) > columns) {
      const head = takeColumns(line, columns);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  lines.push(line.trimEnd());
  return lines;
}

/** The longest start of a text that fits; at least one character, so that a loop ends. */
function takeColumns(text: string, columns: number): string {
  let out = "";
  let used = 0;
  for (const grapheme of graphemes(text)) {
    used += graphemeWidth(grapheme);
    if (used > columns && out !== "") break;
    out += grapheme;
  }
  return out;
}

/**
 * Text from files or models, safe to show: without the control characters that could move the
 * cursor, recolour or rewrite what stands on the screen. Line breaks and tabs become spaces unless
 * `keepLines` is set.
 */
export function printable(text: string, keepLines = false): string {
  const lines = keepLines ? text.replace(/\r\n?/g, "\n") : text.replace(/\s+/g, " ");
  return stripVTControlCharacters(lines)
    .replace(/\t/g, "    ")
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (c) =>
      c === "\n" ? c : "",
    );
}
