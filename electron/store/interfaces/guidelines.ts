import type { Guideline, GuidelineSummary, ShownCondition } from "../../shared/domain/guideline.ts";

/** A page's layout as the parser made it; opaque to everybody else. */
export interface KeptPage {
  readonly page: number;
  readonly layout: string;
}

export interface GuidelineDraft {
  readonly guideline: Guideline;
  readonly path: string;
  readonly fileSha256: string;
  readonly datasetName: string;
  readonly datasetHash: string;
}

export interface GuidelineStore {
  /** Last added first. */
  list(): GuidelineSummary[];
  /** By id or title. NOT_FOUND. */
  resolve(reference: string): GuidelineSummary;
  /** The guideline of this very file; null when it was never imported. */
  ofFile(fileSha256: string): GuidelineSummary | null;
  /** Where its PDF was when it was imported. */
  pathOf(id: string): string;
  /** All of it; a corrected field has the person's text and no doubts. */
  whole(id: string): Guideline;
  /** NOT_FOUND. */
  condition(id: string, number: string): ShownCondition;
  /** Numbers of the conditions with a corrected field. */
  corrected(id: string): string[];
  /** Command. */
  add(draft: GuidelineDraft): GuidelineSummary;
  /** Command. The text of a field; null: as it was read. */
  correct(id: string, number: string, field: number, text: string | null): void;
  /** Command. */
  setDataset(id: string, datasetHash: string): void;
  /** Command. The PDF was found elsewhere. */
  setPath(id: string, path: string): void;
  /** Pages of an import that did not end. */
  keptPages(fileSha256: string, layoutVersion: number): KeptPage[];
  keepPages(fileSha256: string, layoutVersion: number, pages: readonly KeptPage[]): void;
  dropPages(fileSha256: string): void;
  /** One import at a time can go on: what others left is given up. */
  dropPagesExcept(fileSha256: string): void;
}
