/**
 * pdf.js as this program uses it: no worker, no network. This version makes no code at run time (the
 * option to forbid it is gone with the code).
 */
import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { AppError } from "../../shared/errors.ts";
import { systemError } from "../../shared/system-error.ts";
import { loadPdfjs } from "./pdfjs.ts";
import { endureStrayRejections } from "./stray-rejections.ts";

/** pdf.js holds the whole file in memory. */
export const MAX_PDF_BYTES = 200 << 20;
export const MAX_PDF_PAGES = 5000;

type Purpose = "text" | "image";

/** @param purpose "text" leaves pictures out unseen, which is several times faster. */
export async function openPdf(path: string, purpose: Purpose): Promise<PDFDocumentProxy> {
  endureStrayRejections();
  const data = await bytesOf(path);
  const { getDocument, VerbosityLevel } = await loadPdfjs();
  const root = packageRoot();
  try {
    const document = await getDocument({
      data,
      verbosity: VerbosityLevel.ERRORS,
      useWorkerFetch: false,
      useSystemFonts: false,
      disableFontFace: true,
      fontExtraProperties: true,
      enableXfa: false,
      stopAtErrors: false,
      cMapUrl: join(root, "cmaps") + sep,
      cMapPacked: true,
      standardFontDataUrl: join(root, "standard_fonts") + sep,
      wasmUrl: join(root, "wasm") + sep,
      // A hostile picture may ask for any amount of memory; a page at 600 dpi is 35 million points.
      maxImageSize: purpose === "text" ? 1 : 40_000_000,
      canvasMaxAreaInBytes: 160 << 20,
    }).promise;
    if (document.numPages <= MAX_PDF_PAGES) return document;
    const pages = document.numPages;
    await document.loadingTask.destroy();
    throw tooManyPages(pages);
  } catch (error) {
    throw openError(error);
  }
}

function packageRoot(): string {
  return dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
}

async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const stats = await stat(path);
    if (!stats.isFile()) throw new AppError("INVALID_INPUT", "This is not a file.", FIELD);
    if (stats.size === 0) throw new AppError("INVALID_INPUT", "The file is empty.", FIELD);
    if (stats.size > MAX_PDF_BYTES) throw tooLarge(stats.size);
    const bytes = await readFile(path);
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch (error) {
    throw systemError(error, "reading the file", { path, field: "FILE" });
  }
}

const FIELD = { field: "FILE" } as const;

function tooLarge(bytes: number): AppError {
  return new AppError("TOO_LARGE", "The PDF is too large.", {
    ...FIELD,
    hint: "A guideline may have at most 200 MiB. Split the file, or save it with smaller pictures.",
    details: { bytes, maximumBytes: MAX_PDF_BYTES },
  });
}

function tooManyPages(pages: number): AppError {
  return new AppError("TOO_LARGE", `The PDF has more than ${MAX_PDF_PAGES} pages.`, {
    ...FIELD,
    hint: "Split the file.",
    details: { pages, maximumPages: MAX_PDF_PAGES },
  });
}

/** What pdf.js says of a file it cannot open, in words a person can use. */
function openError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const name = error instanceof Error ? error.name : "";
  if (name === "PasswordException") {
    return new AppError("INVALID_INPUT", "The PDF is protected by a password.", {
      ...FIELD,
      hint: "Open it in a PDF reader and save a copy without the password.",
    });
  }
  return new AppError("INVALID_INPUT", "The file is not a PDF that can be read.", {
    ...FIELD,
    hint: "It may be damaged or not whole. Fetch it again, or print it to a new PDF.",
    cause: error,
  });
}
