/** A guideline as question and answer rows: what a parser of documents gives. */
import type { ParsedDocument, ParsedItem, ParseRequest } from "../../main/services/ports.ts";
import type { ColumnMapping } from "../../shared/domain/dataset.ts";
import { guidelineRows } from "../../shared/domain/guideline-questions.ts";
import { openGuideline } from "./read-guideline.ts";

export const GUIDELINE_MAPPING: ColumnMapping = {
  text: "question",
  label: null,
  group: "condition",
  id: "number",
  answer: "answer",
  part: null,
};

export interface GuidelineDocument extends ParsedDocument {
  /** The time was up before the last page: there are more rows in the file. */
  readonly partial: boolean;
}

/** @param within milliseconds of reading; null: to the end. `totalBytes` counts pages. */
export async function parseGuideline(
  { path }: ParseRequest,
  within: number | null = null,
): Promise<GuidelineDocument> {
  const reading = await openGuideline({ path, title: null, have: [], within });
  const state = { done: 0, partial: false };
  async function* items(): AsyncGenerator<ParsedItem> {
    for await (const batch of reading.batches) state.done += batch.length;
    const { guideline, whole } = reading.finish();
    state.partial = !whole;
    for (const item of guidelineRows(guideline)) {
      yield item.type === "row" ? { type: "row", row: item.row } : item;
    }
  }
  return {
    mapping: GUIDELINE_MAPPING,
    totalBytes: reading.pages,
    get doneBytes() {
      return state.done;
    },
    get partial() {
      return state.partial;
    },
    items: items(),
  };
}
