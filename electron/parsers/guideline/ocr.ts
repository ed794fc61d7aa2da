/** Pages without a text layer, read from their picture. Offline: the language data is a package. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Page as OcrPage, Worker } from "tesseract.js";
import type { PageItems, TextItem } from "./page-items.ts";
import { openPdf } from "./pdf-open.ts";
import { loadPdfjs } from "./pdfjs.ts";
import { type PageImage, renderPage } from "./render.ts";

/** What tesseract reads best at. */
const DPI = 200;
/** A word below this (0 to 100) is a guess that would only mislead. */
const LEAST_CONFIDENCE = 30;

/** Opened at the first page that needs it: most guidelines need none. */
export class OcrReader {
  readonly #path: string;
  #document: PDFDocumentProxy | null = null;
  #worker: Worker | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  /** The page with its words, or as it was when it shows no picture. */
  async read(page: PageItems): Promise<PageItems> {
    this.#document ??= await openPdf(this.#path, "image");
    const image = await pictureOf(this.#document, page);
    if (image === null) return page;
    this.#worker ??= await startWorker();
    const { data } = await this.#worker.recognize(
      Buffer.from(image.png),
      {},
      { text: true, blocks: true },
    );
    const items = wordsOf(data, page.width / image.width);
    if (items.length === 0) return page;
    return { ...page, items, source: "ocr", ocrConfidence: clamp(data.confidence) };
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    await this.#document?.loadingTask.destroy();
    this.#worker = null;
    this.#document = null;
  }
}

async function startWorker(): Promise<Worker> {
  const { createWorker } = await import("tesseract.js");
  const data = createRequire(import.meta.url).resolve("@tesseract.js-data/eng/package.json");
  return await createWorker("eng", 1, {
    langPath: join(dirname(data), "4.0.0"),
    cacheMethod: "none",
    gzip: true,
  });
}

/** Null: the page shows no picture, or is damaged so that it cannot be drawn. */
async function pictureOf(document: PDFDocumentProxy, page: PageItems): Promise<PageImage | null> {
  try {
    if (!(await hasPicture(document, page.page))) return null;
    return await renderPage(document, page.page, (page.width / 72) * DPI);
  } catch {
    return null;
  }
}

async function hasPicture(document: PDFDocumentProxy, number: number): Promise<boolean> {
  const { OPS } = await loadPdfjs();
  const page = await document.getPage(number);
  const { fnArray } = await page.getOperatorList();
  const pictures = [OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject];
  return fnArray.some((code) => pictures.includes(code));
}

/** @param scale points a pixel */
function wordsOf(data: OcrPage, scale: number): TextItem[] {
  const lines = (data.blocks ?? []).flatMap((b) => b.paragraphs.flatMap((p) => p.lines));
  return lines.flatMap((line) => {
    const size = (line.bbox.y1 - line.bbox.y0) * scale;
    const words = line.words.filter((word) => word.confidence >= LEAST_CONFIDENCE);
    return words.map((word) => ({
      text: word.text,
      x: word.bbox.x0 * scale,
      y: line.bbox.y1 * scale - size * 0.2,
      width: (word.bbox.x1 - word.bbox.x0) * scale,
      size,
      font: "",
      bold: false,
      symbol: false,
      turn: 0 as const,
      mapped: true,
    }));
  });
}

const clamp = (value: number) => Math.min(100, Math.max(0, value));
