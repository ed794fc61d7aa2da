/** What is read out of a national treatment guideline, and where on its pages it stands. */
import { z } from "zod";
import { Count, Finite, Id, Name, Sha256, Timestamp } from "./bounds.ts";

export const SECTION_KINDS = [
  "definition",
  "causes",
  "risk-factors",
  "classification",
  "clinical-features",
  "complications",
  "differential-diagnosis",
  "investigations",
  "management",
  "treatment-goals",
  "non-drug-treatment",
  "drug-treatment",
  "supportive-measures",
  "cautions",
  "prevention",
  "prognosis",
  "notes",
  "other",
] as const;
export const SectionKindSchema = z.enum(SECTION_KINDS);
export type SectionKind = z.infer<typeof SectionKindSchema>;

/** A place on a page of the file. Points (1/72 inch), from the top left corner of the page. */
export const PageBoxSchema = z.strictObject({
  /** Page of the file, from 1. */
  page: z.number().int().min(1).max(100_000),
  x: Finite,
  y: Finite,
  width: Finite,
  height: Finite,
});
export type PageBox = z.infer<typeof PageBoxSchema>;

/**
 * A sign whose meaning the file does not carry for certain. "symbol": an arrow or tick whose font
 * was lost; "bullet": the mark before a list item; "figure": a footnote mark that runs into a number.
 */
export const DoubtSchema = z.strictObject({
  kind: z.enum(["symbol", "bullet", "figure"]),
  /** The characters the file has, as code points: "U+00E2". */
  found: z.string().max(100),
  /** What it was read as; null: unreadable. */
  readAs: z.string().max(20).nullable(),
  page: z.number().int().min(1).max(100_000),
});
export type Doubt = z.infer<typeof DoubtSchema>;

/** A doubt that can turn the meaning round: nothing is trained on it before a person has looked. */
export function isDangerous({ kind }: Pick<Doubt, "kind">): boolean {
  return kind === "symbol";
}

export const MAX_FIELD_CHARS = 200_000;
export const GuidelineFieldSchema = z.strictObject({
  kind: SectionKindSchema,
  /** The heading as printed; empty where the text follows the condition's title at once. */
  title: z.string().max(300),
  /** Lists and tables as lines; a line "[HC2]" gives the level of care of what follows it. */
  text: z.string().max(MAX_FIELD_CHARS),
  pages: z.array(z.number().int().min(1)).max(2000),
  boxes: z.array(PageBoxSchema).max(5000),
  doubts: z.array(DoubtSchema).max(1000),
  /** Lowest confidence, 0 to 100, of the pages read from their image; null: the file's own text. */
  ocrConfidence: z.number().min(0).max(100).nullable(),
});
export type GuidelineField = z.infer<typeof GuidelineFieldSchema>;

export const IcdCodeSchema = z.strictObject({
  code: z.string().max(20),
  note: z.string().max(200).nullable(),
});
export type IcdCode = z.infer<typeof IcdCodeSchema>;

export const GuidelineConditionSchema = z.strictObject({
  /** The printed number, "1.1.2.1"; unique in a guideline. */
  number: z.string().max(40),
  title: z.string().max(300),
  icd10: z.array(IcdCodeSchema).max(50),
  firstPage: z.number().int().min(1),
  lastPage: z.number().int().min(1),
  /** Where the heading stands. */
  heading: PageBoxSchema,
  /** The file ends before the next heading: the text may go on elsewhere. */
  cutOff: z.boolean(),
  fields: z.array(GuidelineFieldSchema).max(500),
});
export type GuidelineCondition = z.infer<typeof GuidelineConditionSchema>;

export const CoverageSchema = z.enum(["found", "doubtful", "missing", "heading"]);
export type Coverage = z.infer<typeof CoverageSchema>;

export const ContentsEntrySchema = z.strictObject({
  number: z.string().max(40),
  title: z.string().max(300),
  /** As printed; null where the contents list has none. */
  page: z.string().max(20).nullable(),
  /** Page of the file, where the printed number could be matched with one. */
  filePage: z.number().int().min(1).nullable(),
  /** "heading": a chapter or group, no condition of its own. */
  coverage: CoverageSchema,
  /** Why it is doubtful or missing, in words. */
  reasons: z.array(z.string().max(300)).max(20),
});
export type ContentsEntry = z.infer<typeof ContentsEntrySchema>;

export const PageSizeSchema = z.strictObject({
  label: z.string().max(20).nullable(),
  width: Finite,
  height: Finite,
  source: z.enum(["text", "ocr", "empty"]),
  ocrConfidence: z.number().min(0).max(100).nullable(),
});
export type PageSize = z.infer<typeof PageSizeSchema>;

export const GuidelineSchema = z.strictObject({
  title: z.string().max(300),
  pages: z.array(PageSizeSchema).max(5000),
  contents: z.array(ContentsEntrySchema).max(20_000),
  conditions: z.array(GuidelineConditionSchema).max(20_000),
});
export type Guideline = z.infer<typeof GuidelineSchema>;

/** What a contents list promises and how much of it was read. */
export interface CoverageReport {
  readonly chapters: number;
  readonly listed: number;
  readonly found: number;
  readonly doubtful: number;
  readonly missing: number;
  readonly withoutPage: number;
}

export function coverageReport(contents: readonly ContentsEntry[]): CoverageReport {
  const conditions = contents.filter((entry) => entry.coverage !== "heading");
  const count = (coverage: Coverage) => conditions.filter((e) => e.coverage === coverage).length;
  return {
    chapters: contents.filter((entry) => /^\d+$/.test(entry.number)).length,
    listed: conditions.length,
    found: count("found"),
    doubtful: count("doubtful"),
    missing: count("missing"),
    withoutPage: contents.filter((entry) => entry.page === null).length,
  };
}

export const PageNumber = Count.min(1).max(100_000);

export const GuidelineSummarySchema = z.strictObject({
  id: Id,
  title: z.string().max(300),
  fileSha256: Sha256,
  pages: Count,
  ocrPages: Count,
  conditions: Count,
  datasetName: Name,
  datasetHash: Sha256,
  createdAt: Timestamp,
  coverage: z.strictObject({
    chapters: Count,
    listed: Count,
    found: Count,
    doubtful: Count,
    missing: Count,
    withoutPage: Count,
  }),
});
export type GuidelineSummary = z.infer<typeof GuidelineSummarySchema>;

/** A field as it is shown: what was read, and what a person wrote in its place. */
export const ShownFieldSchema = GuidelineFieldSchema.extend({
  correction: z.string().max(MAX_FIELD_CHARS).nullable(),
});
export type ShownField = z.infer<typeof ShownFieldSchema>;

export const ShownConditionSchema = GuidelineConditionSchema.extend({
  fields: z.array(ShownFieldSchema).max(500),
});
export type ShownCondition = z.infer<typeof ShownConditionSchema>;

/** A page read from its image with less (of 100) is looked at by a person. */
const LOW_CONFIDENCE = 80;

/** What a person should look at, whatever the contents list says. */
export function conditionDoubts(condition: GuidelineCondition): string[] {
  const reasons: string[] = [];
  if (condition.cutOff) reasons.push("The file ends before the next title: text may be missing.");
  const doubts = condition.fields.flatMap((field) => field.doubts);
  const dangerous = doubts.filter(isDangerous).length;
  if (dangerous > 0) {
    const signs = dangerous === 1 ? "1 place" : `${dangerous} places`;
    reasons.push(`An arrow or other sign is not certain in ${signs}.`);
  }
  if (doubts.length > dangerous) reasons.push("A list mark or a footnote figure is not certain.");
  const confidences = condition.fields.flatMap(({ ocrConfidence: c }) => (c === null ? [] : [c]));
  const least = Math.min(...confidences);
  if (least < LOW_CONFIDENCE) {
    reasons.push(`Read from the page's image with a confidence of ${Math.round(least)}%.`);
  }
  return reasons;
}
