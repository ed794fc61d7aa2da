// What the quality gate says of a dataset version, alone or under one of its splits.
import { z } from "zod";
import { Count, Finite, Id, Sha256, Share, Timestamp } from "../bounds.ts";
import { DistributionSchema } from "../dataset.ts";
import { LabelSchema } from "../label.ts";
import { PartSchema } from "../split.ts";

/** Two rows at fault, or one (b null). Rows are named by their index; texts are looked up to show. */
export const EXAMPLE_KINDS = [
  "exact-leak",
  "near-leak",
  "template-leak",
  "label-noise",
  "exact",
  "near",
  "short",
] as const;
export const GateExampleSchema = z.strictObject({
  kind: z.enum(EXAMPLE_KINDS),
  a: Count,
  b: Count.nullable(),
  /** Jaccard similarity of the rows' shingles; 1 for equal texts. */
  similarity: Share,
});
export type GateExample = z.infer<typeof GateExampleSchema>;

export const LANGUAGES = ["en", "fr", "sw", "other"] as const;
export type Language = (typeof LANGUAGES)[number];

export const FINDING_IDS = [
  "exact-leak",
  "near-leak",
  "template-leak",
  "duplicates",
  "label-noise",
  "classes",
  "truncation",
  "short",
  "languages",
] as const;
export const FindingSchema = z.strictObject({
  id: z.enum(FINDING_IDS),
  /** "red": a figure measured on this split would not be true. "amber": look at it. */
  severity: z.enum(["red", "amber", "ok"]),
  rows: Count,
});
export type Finding = z.infer<typeof FindingSchema>;

const Examples = z.array(GateExampleSchema).max(300);
const LabelDeficit = z.strictObject({ label: LabelSchema, rows: Count, train: Count.nullable() });

export const GateReportSchema = z.strictObject({
  datasetHash: Sha256,
  splitId: Id.nullable(),
  rows: Count,
  exact: z.strictObject({
    /** Rows whose text came before; sets of equal texts; held-out rows that train has too. */
    rows: Count,
    sets: Count,
    leaked: Count,
  }),
  near: z.strictObject({
    /** Similarity from which two rows count as the same text in other words. */
    threshold: Share,
    rows: Count,
    leaked: Count,
    /** Groups of alike rows too large to compare each with each. */
    crowded: Count,
  }),
  template: z.strictObject({
    /** Rows that differ from another in names, numbers and dates alone. */
    rows: Count,
    sets: Count,
    leaked: Count,
  }),
  labelNoise: Count,
  words: DistributionSchema,
  short: Count,
  /** Null: no model was named to count tokens with. */
  truncation: z.strictObject({ contextLength: Count, rows: Count, over: Count }).nullable(),
  languages: z.strictObject({ en: Count, fr: Count, sw: Count, other: Count }),
  /** Labels with too few rows to learn, the rarest first. */
  deficits: z.array(LabelDeficit).max(100),
  labels: Count,
  findings: z.array(FindingSchema).max(20),
  examples: Examples,
  seconds: Finite.min(0),
  createdAt: Timestamp,
});
export type GateReport = z.infer<typeof GateReportSchema>;

/** Held-out rows that the training part holds as well, exactly or nearly. */
export function leakedRows(report: Pick<GateReport, "exact" | "near">): number {
  return report.exact.leaked + report.near.leaked;
}

/** Two texts and what is shown of them. */
export const ShownExampleSchema = GateExampleSchema.extend({
  texts: z.array(z.string().max(2001)).max(2),
  labels: z.array(z.string().max(200).nullable()).max(2),
  parts: z.array(PartSchema.nullable()).max(2),
});
export type ShownExample = z.infer<typeof ShownExampleSchema>;
