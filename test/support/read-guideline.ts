import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openGuideline } from "../../electron/parsers/guideline/read-guideline.ts";
import type { Guideline, GuidelineField } from "../../electron/shared/domain/guideline.ts";
import { type PdfPage, pdfOf } from "./pdf-writer.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export async function readGuidelineFile(path: string): Promise<Guideline> {
  const reading = await openGuideline({ path, title: null, have: [], within: null });
  for await (const _ of reading.batches);
  return reading.finish().guideline;
}

export function pdfFile(pages: readonly PdfPage[], name = "made.pdf"): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, pdfOf(pages));
  return path;
}

export async function readPages(pages: readonly PdfPage[]): Promise<Guideline> {
  return await readGuidelineFile(pdfFile(pages));
}

export function fieldsOf(guideline: Guideline, number: string): readonly GuidelineField[] {
  return guideline.conditions.find((one) => one.number === number)?.fields ?? [];
}

/** Rows of a table in a field's text, as cells. */
export function cellsOf(field: GuidelineField | undefined): string[][] {
  const lines = field?.text.split("\n").filter((line) => line.includes(" | ")) ?? [];
  return lines.map((line) => line.split(" | "));
}
