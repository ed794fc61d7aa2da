/** Lines that stand at the same place of most pages are not part of the text. */
import type { Block, PageLayout } from "./layout.ts";
import { headingKind } from "./sections.ts";

/** Head and foot: this share of the page's height. */
const MARGIN = 0.09;
/** Left and right pages differ, and heads change with the chapter: neighbours are compared. */
const NEIGHBOURS = 10;
const LEAST = 4;
const SHARE = 0.6;

export function withoutRunningHeads(pages: readonly PageLayout[]): PageLayout[] {
  const keys = pages.map((page) => new Set(marginKeys(page)));
  return pages.map((page, at) => {
    const near = keys.filter((_, i) => Math.abs(i - at) <= NEIGHBOURS && (i - at) % 2 === 0);
    const isHead = (key: string) => {
      const count = near.filter((set) => set.has(key)).length;
      return count >= LEAST && count >= near.length * SHARE;
    };
    const blocks = page.blocks.filter((block) => {
      const key = marginKey(block, page);
      return key === null || !isHead(key);
    });
    return { ...page, blocks };
  });
}

function marginKeys(page: PageLayout): string[] {
  return page.blocks.map((block) => marginKey(block, page)).filter((key) => key !== null);
}

/**
 * Words and height of a line in the margin. Figures count as equal, for page numbers change; the
 * dotted numbers of titles do not, for each title stands once.
 */
function marginKey(block: Block, { height }: PageLayout): string | null {
  if (block.type !== "line") return null;
  const { text, rect, bold } = block.line;
  const outer = Math.min(rect.y, height - rect.y - rect.height);
  if (outer > height * MARGIN) return null;
  if (headingKind({ text, bullet: false, emphasis: bold }) !== null) return null;
  return `${Math.round(rect.y / 3)} ${text.toLowerCase().replace(/(?<![\d.])\d+(?![\d.])/g, "#")}`;
}
