/** The raw text of one condition, as a web page or an older extraction has it. */
import type { SectionLine } from "./sections.ts";

/** Lists in plain text begin with one of these. */
const BULLET = /^\s*(?:[■▪•●・○◦❖➢►✓*]|[-–—](?=\s)|[o](?=\s)|\d{1,2}[.)](?=\s))\s*/u;

/** Lines with their list marks taken off; a line that goes on without a mark is joined to its item. */
export function textLines(text: string): SectionLine[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const mark = BULLET.exec(line);
      return {
        text: mark === null ? line : line.slice(mark[0].length),
        bullet: mark !== null,
        emphasis: null,
      };
    });
}
