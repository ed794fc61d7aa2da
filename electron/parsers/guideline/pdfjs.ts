/** pdf.js, in the belief that it runs in Node. */

type Pdfjs = typeof import("pdfjs-dist/legacy/build/pdf.mjs");

let loaded: Promise<Pdfjs> | null = null;

export function loadPdfjs(): Promise<Pdfjs> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Pdfjs> {
  // pdf.js takes every Electron process but the main one for a browser page, which a utility process
  // is not: it has no DOM and no Web Worker, and files come from disk. It looks at this once, here
  // and in its worker's code.
  if ("type" in process) {
    Object.defineProperty(process, "type", { value: undefined, configurable: true });
  }
  withoutSystemFonts();
  return await import("pdfjs-dist/legacy/build/pdf.mjs");
}

/** The canvas that pages are drawn on, with nothing of this computer in it. */
export async function loadCanvas(): Promise<typeof import("@napi-rs/canvas")> {
  withoutSystemFonts();
  return await import("@napi-rs/canvas");
}

/**
 * Letters are drawn from the PDF's own fonts or those of pdf.js. Looking for others would read the
 * person's home folder, and fails for a user who has none.
 */
function withoutSystemFonts(): void {
  process.env.DISABLE_SYSTEM_FONTS_LOAD = "1";
}
