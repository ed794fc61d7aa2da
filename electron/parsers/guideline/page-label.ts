/** The page number as printed in the head or the foot of a page. */
import type { PageItems, TextItem } from "./page-items.ts";

/** Head and foot: this share of the page's height. */
const MARGIN = 0.1;
const NUMBER = /^(?:page\s*)?[-–—]?\s*(\d{1,4}|[ivxlc]{1,8})\s*[-–—]?$/i;

/** The label and what is left of the page without it. Of several candidates, the outermost. */
export function takeLabel({ items, height }: PageItems): {
  label: string | null;
  items: readonly TextItem[];
} {
  const outer = ({ y }: TextItem) => Math.min(y, height - y);
  const candidates = items
    .filter((item) => outer(item) < height * MARGIN && NUMBER.test(item.text.trim()))
    .filter((item) => !items.some((other) => sameLine(item, other)))
    .sort((a, b) => outer(a) - outer(b));
  const [found] = candidates;
  if (found === undefined) return { label: null, items };
  const label = NUMBER.exec(found.text.trim())?.[1] ?? null;
  return { label, items: items.filter((item) => item !== found) };
}

function sameLine(item: TextItem, other: TextItem): boolean {
  return other !== item && other.text.trim() !== "" && Math.abs(other.y - item.y) < 2;
}
