/** Pages of a PDF as text items and rules. */
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PageItems, TextItem } from "./page-items.ts";
import { loadPdfjs } from "./pdfjs.ts";
import { type OperatorCodes, rulesOf, times } from "./rules.ts";
import { DrawnText } from "./spaces.ts";

/** More text items than this on one page is no page of a book. */
const MAX_ITEMS = 50_000;
/** Pages between two clean-ups of what pdf.js keeps for the whole document. */
const CLEAN_EVERY = 64;

interface FontFacts {
  readonly name: string;
  readonly bold: boolean;
  readonly symbol: boolean;
  readonly composite: boolean;
}

type Operators = Awaited<ReturnType<PDFPageProxy["getOperatorList"]>>;
type Codes = OperatorCodes & { readonly setFont: number; readonly showText: number };

/** Reads pages of an opened document. Nothing of a page is kept once it was handed over. */
export class PdfPages {
  readonly #document: PDFDocumentProxy;
  readonly #codes: Codes;

  constructor(document: PDFDocumentProxy, codes: Codes) {
    this.#document = document;
    this.#codes = codes;
  }

  static async over(document: PDFDocumentProxy): Promise<PdfPages> {
    const { OPS } = await loadPdfjs();
    return new PdfPages(document, OPS as unknown as Codes);
  }

  get pages(): number {
    return this.#document.numPages;
  }

  /** A page that pdf.js cannot read is an empty page, not the end of the import. */
  async read(number: number): Promise<PageItems> {
    let page: PDFPageProxy;
    try {
      page = await this.#document.getPage(number);
    } catch {
      return emptyPage(number);
    }
    try {
      return await this.#items(page, number);
    } catch {
      return emptyPage(number);
    } finally {
      page.cleanup();
      if (number % CLEAN_EVERY === 0) await this.#document.cleanup();
    }
  }

  async close(): Promise<void> {
    await this.#document.loadingTask.destroy();
  }

  async #items(page: PDFPageProxy, number: number): Promise<PageItems> {
    const content = await page.getTextContent({ disableNormalization: false });
    const operators = await page.getOperatorList();
    const { width, height, transform } = page.getViewport({ scale: 1 });
    const view = transform as unknown as Parameters<typeof times>[0];
    const fonts = new Map<string, FontFacts>();
    const drawn = drawnSigns(operators, this.#codes, (id) => fontOf(page, id));
    const words = new DrawnText(drawn.text);
    const items: TextItem[] = [];
    for (const item of content.items) {
      if (!("str" in item) || item.str === "") continue;
      if (items.length >= MAX_ITEMS) break;
      const facts = fonts.get(item.fontName) ?? fontOf(page, item.fontName);
      fonts.set(item.fontName, facts);
      const [a, b, c, d, x, y] = times(
        view,
        item.transform as unknown as Parameters<typeof times>[1],
      );
      const size = Math.hypot(c, d) || Math.hypot(a, b);
      if (!Number.isFinite(x + y + size) || size > 1000) continue;
      items.push({
        text: words.spaced(item.str),
        x,
        y,
        width: Math.abs(item.width),
        size,
        font: facts.name,
        bold: facts.bold,
        symbol: facts.symbol,
        turn: turnOf(a, b),
        mapped: !facts.symbol || !drawn.unmapped.has(`${facts.name} ${item.str.trim()[0] ?? ""}`),
      });
    }
    const rules = rulesOf(operators, view, this.#codes);
    const source = items.some((item) => item.text.trim() !== "") ? "text" : "empty";
    return { page: number, width, height, items, rules, source, ocrConfidence: null };
  }
}

function emptyPage(page: number): PageItems {
  const place = { width: 595, height: 842 };
  return { page, ...place, items: [], rules: [], source: "empty", ocrConfidence: null };
}

function turnOf(a: number, b: number): TextItem["turn"] {
  const quarter = Math.round(Math.atan2(b, a) / (Math.PI / 2));
  return ([0, 90, 180, 270] as const)[((quarter % 4) + 4) % 4] ?? 0;
}

/** Real names only come with the operators: they make pdf.js hand the fonts over. */
function fontOf(page: PDFPageProxy, id: string): FontFacts {
  let font: { name?: string; bold?: boolean; black?: boolean; composite?: boolean } = {};
  try {
    if (page.commonObjs.has(id)) font = page.commonObjs.get(id) as typeof font;
  } catch {
    // A font that could not be read has no name; its text may still be there.
  }
  const name = (font.name ?? id).replace(/^[A-Z]{6}\+/, "").slice(0, 100);
  return {
    name,
    bold: font.bold === true || font.black === true || /bold|black|heavy|demi/i.test(name),
    symbol: /wingding|webding|dingbat|^symbol/i.test(name),
    composite: font.composite === true,
  };
}

interface Glyph {
  readonly unicode: string;
  readonly originalCharCode: number;
}

interface Drawn {
  /** Everything drawn, in the order of the file, with its spaces. */
  readonly text: string;
  /**
   * Signs of composite symbol fonts for which the file gives no character: pdf.js then shows the
   * glyph's own number as if it were one, which says nothing of what the sign looks like.
   */
  readonly unmapped: ReadonlySet<string>;
}

function drawnSigns(
  { fnArray, argsArray }: Operators,
  codes: Codes,
  font: (id: string) => FontFacts,
): Drawn {
  const found = new Set<string>();
  const known = new Map<string, FontFacts>();
  const text: string[] = [];
  let current: FontFacts | null = null;
  for (const [at, code] of fnArray.entries()) {
    const args = argsArray[at] as unknown[] | null;
    if (code === codes.setFont) {
      const id = String(args?.[0]);
      current = known.get(id) ?? font(id);
      known.set(id, current);
    } else if (code === codes.showText) {
      for (const glyph of (args?.[0] ?? []) as (Glyph | number)[]) {
        if (typeof glyph === "number") continue;
        text.push(glyph.unicode);
        if (glyph.unicode.trim() === "" || !current?.symbol || !current.composite) continue;
        if (glyph.unicode.codePointAt(0) !== glyph.originalCharCode) continue;
        found.add(`${current.name} ${glyph.unicode}`);
      }
    }
  }
  return { text: text.join(""), unmapped: found };
}
