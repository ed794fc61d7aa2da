import {
  coverageReport,
  type GuidelineCondition,
  type GuidelineField,
  type GuidelineSummary,
  type PageSize,
  type ShownField,
} from "../shared/domain/guideline.ts";

export interface GuidelineRecord {
  seq: number;
  id: string;
  title: string;
  path: string;
  file_sha256: string;
  pages: string;
  contents: string;
  dataset_name: string;
  dataset_hash: string;
  created_at: number;
}

export interface ConditionRecord {
  guideline_seq: number;
  idx: number;
  number: string;
  title: string;
  facts: string;
}

export interface FieldRecord {
  condition_idx: number;
  idx: number;
  kind: GuidelineField["kind"];
  title: string;
  text: string;
  facts: string;
  correction: string | null;
}

export type ConditionFacts = Omit<GuidelineCondition, "number" | "title" | "fields">;
export type FieldFacts = Omit<GuidelineField, "kind" | "title" | "text">;

export function toSummary(record: GuidelineRecord, conditions: number): GuidelineSummary {
  const pages = JSON.parse(record.pages) as PageSize[];
  return {
    id: record.id,
    title: record.title,
    fileSha256: record.file_sha256,
    pages: pages.length,
    ocrPages: pages.filter(({ source }) => source === "ocr").length,
    conditions,
    datasetName: record.dataset_name,
    datasetHash: record.dataset_hash,
    createdAt: record.created_at,
    coverage: { ...coverageReport(JSON.parse(record.contents)) },
  };
}

export function toCondition({
  number,
  title,
  facts,
}: ConditionRecord): Omit<GuidelineCondition, "fields"> {
  return { number, title, ...(JSON.parse(facts) as ConditionFacts) };
}

export function toField({ kind, title, text, facts, correction }: FieldRecord): ShownField {
  return { kind, title, text, ...(JSON.parse(facts) as FieldFacts), correction };
}

/** The text that holds. What a person wrote is no longer in doubt. */
export function settledField(record: FieldRecord): GuidelineField {
  const { correction, ...field } = toField(record);
  return correction === null ? field : { ...field, text: correction, doubts: [] };
}
