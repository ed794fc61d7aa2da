/** From the page numbers printed in the book to the pages of the file. */
import type { PageLayout } from "./layout.ts";

export class FilePages {
  readonly #pages: ReadonlySet<number>;
  readonly #byLabel = new Map<string, number>();
  readonly #offset: number | null;

  constructor(pages: readonly PageLayout[]) {
    this.#pages = new Set(pages.map(({ page }) => page));
    const offsets = new Map<number, number>();
    for (const { page, label } of pages) {
      if (label === null) continue;
      const plain = label.toLowerCase();
      if (!this.#byLabel.has(plain)) this.#byLabel.set(plain, page);
      if (!/^\d+$/.test(plain)) continue;
      const offset = page - Number(plain);
      offsets.set(offset, (offsets.get(offset) ?? 0) + 1);
    }
    // A figure in a margin may pass for a page number; the many that agree are right.
    const best = [...offsets].sort((a, b) => b[1] - a[1])[0];
    this.#offset = best === undefined ? null : best[0];
  }

  /** The page of the file; null when the file has no such page. */
  fileOf(label: string | null): number | null {
    if (label === null) return null;
    if (/^\d+$/.test(label) && this.#offset !== null) {
      const page = Number(label) + this.#offset;
      return this.#pages.has(page) ? page : null;
    }
    return this.#byLabel.get(label.toLowerCase()) ?? null;
  }
}
