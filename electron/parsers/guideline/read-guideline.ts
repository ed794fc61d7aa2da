/** A guideline from its file: page by page, going on where an earlier reading stopped. */
import { basename, extname } from "node:path";
import type { Guideline } from "../../shared/domain/guideline.ts";
import { AppError } from "../../shared/errors.ts";
import { assemble } from "./assemble.ts";
import { linesOf, type PageLayout } from "./layout.ts";
import { OcrReader } from "./ocr.ts";
import { layoutOf } from "./page-layout.ts";
import { openPdf } from "./pdf-open.ts";
import { PdfPages } from "./pdf-pages.ts";

/** Pages handed over together. */
const BATCH = 16;

export interface GuidelineRequest {
  readonly path: string;
  readonly title: string | null;
  /** Pages read before, by this version of the layout. */
  readonly have: readonly PageLayout[];
  /** Stops after so many milliseconds; null: reads to the end. */
  readonly within: number | null;
}

export interface GuidelineReading {
  readonly pages: number;
  /** Once. Batches of new pages as they are read. */
  readonly batches: AsyncGenerator<PageLayout[]>;
  /** When the batches have ended. */
  finish(): { readonly guideline: Guideline; readonly whole: boolean };
}

export async function openGuideline(request: GuidelineRequest): Promise<GuidelineReading> {
  const document = await openPdf(request.path, "text");
  const own = await ownTitle(document);
  const pages = await PdfPages.over(document);
  const read = new Map(request.have.map((page) => [page.page, page]));
  let whole = false;
  async function* batches(): AsyncGenerator<PageLayout[]> {
    const started = performance.now();
    const ocr = new OcrReader(request.path);
    try {
      let batch: PageLayout[] = [];
      for (let number = 1; number <= pages.pages; number += 1) {
        if (read.has(number)) continue;
        if (request.within !== null && performance.now() - started > request.within) return;
        const items = await pages.read(number);
        // A quick look does not wait for pictures to be read.
        const seen =
          items.source === "empty" && request.within === null ? await ocr.read(items) : items;
        const layout = layoutOf(seen);
        read.set(number, layout);
        batch.push(layout);
        if (batch.length < BATCH && seen.source !== "ocr") continue;
        yield batch;
        batch = [];
      }
      whole = true;
      if (batch.length > 0) yield batch;
    } finally {
      await ocr.close();
      await pages.close();
    }
  }
  return {
    pages: pages.pages,
    batches: batches(),
    finish: () => {
      const all = [...read.values()];
      if (whole && all.every(({ source }) => source === "empty")) throw noText();
      const fileName = basename(request.path, extname(request.path));
      const title = request.title ?? own ?? coverTitle(read.get(1)) ?? fileName;
      return { guideline: assemble(all, title), whole };
    },
  };
}

/** The title its maker gave it, unless it is the type-setter's file name. */
async function ownTitle(document: Awaited<ReturnType<typeof openPdf>>): Promise<string | null> {
  try {
    const { info } = await document.getMetadata();
    const { Title: title } = info as { Title?: unknown };
    if (typeof title !== "string") return null;
    const plain = title.replace(/[\p{Cc}\s]+/gu, " ").trim();
    const fileName = /\.(?:indd|docx?|pdf|pub|qxp)\b/i.test(plain);
    return fileName || plain.length < 6 ? null : plain.slice(0, 200);
  } catch {
    return null;
  }
}

/** The largest letters of the first page. */
function coverTitle(page: PageLayout | undefined): string | null {
  const lines = (page?.blocks ?? []).flatMap(linesOf);
  const largest = Math.max(...lines.map(({ size }) => size));
  const title = lines
    .filter(({ size }) => size > largest * 0.8)
    .map(({ text }) => text)
    .join(" ");
  const words = title.split(" ").length;
  return words >= 2 && words <= 12 ? title.slice(0, 200) : null;
}

function noText(): AppError {
  return new AppError("INVALID_INPUT", "No text was found on any page of the PDF.", {
    field: "FILE",
    hint: "Its pages may be blank, drawn as outlines, or damaged. Print it to a new PDF and try again.",
  });
}
