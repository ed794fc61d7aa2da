/** A page as a picture. */
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { AppError } from "../../shared/errors.ts";
import { openPdf } from "./pdf-open.ts";
import { loadCanvas } from "./pdfjs.ts";

/** Pixels of a side, and bytes of the PNG: what may cross to the window. */
export const MAX_IMAGE_SIDE = 2400;
export const MAX_IMAGE_BYTES = 8 << 20;

export interface PageImage {
  readonly png: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** @param width wished, in pixels; less where the page would be too tall */
export async function renderPage(
  document: PDFDocumentProxy,
  number: number,
  width: number,
): Promise<PageImage> {
  if (number < 1 || number > document.numPages) {
    throw new AppError("NOT_FOUND", `The file has no page ${number}.`, { field: "page" });
  }
  const { createCanvas } = await loadCanvas();
  const page = await document.getPage(number);
  try {
    const plain = page.getViewport({ scale: 1 });
    const most = MAX_IMAGE_SIDE / Math.max(plain.width, plain.height);
    const viewport = page.getViewport({ scale: Math.min(width / plain.width, most) });
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
    // pdf.js is typed for the browser's canvas; this one has the same methods.
    const target = { canvas, canvasContext: canvas.getContext("2d"), viewport };
    await page.render(target as unknown as Parameters<typeof page.render>[0]).promise;
    const png = new Uint8Array(canvas.toBuffer("image/png"));
    if (png.byteLength > MAX_IMAGE_BYTES) throw tooLarge(png.byteLength);
    return { png, width: canvas.width, height: canvas.height };
  } finally {
    page.cleanup();
  }
}

export interface PageImageRequest {
  readonly path: string;
  readonly page: number;
  readonly width: number;
}

export async function pageImage({ path, page, width }: PageImageRequest): Promise<PageImage> {
  const document = await openPdf(path, "image");
  try {
    return await renderPage(document, page, width);
  } catch (error) {
    throw error instanceof AppError ? error : undrawable(page, error);
  } finally {
    await document.loadingTask.destroy();
  }
}

function undrawable(page: number, cause: unknown): AppError {
  return new AppError("INVALID_INPUT", `Page ${page} of the PDF cannot be drawn.`, {
    hint: "The file may be damaged there. Its text is here all the same.",
    cause,
  });
}

function tooLarge(bytes: number): AppError {
  return new AppError("TOO_LARGE", "The picture of this page is too large to show.", {
    hint: "Open the PDF in a reader to see this page; its text is here all the same.",
    details: { bytes, maximumBytes: MAX_IMAGE_BYTES },
  });
}
