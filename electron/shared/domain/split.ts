import { z } from "zod";
import { Count, Id, MAX_LABELS, Sha256, Share, Timestamp } from "./bounds.ts";
import { LabelSchema } from "./label.ts";

export const PARTS = ["train", "validation", "test"] as const;
export const PartSchema = z.enum(PARTS);
export type Part = z.infer<typeof PartSchema>;

/** In an assignment, one byte a row: an index into PARTS, or this. */
export const UNASSIGNED = 255;

export const SplitConfigSchema = z
  .strictObject({
    /** "column": the parts named by the imported rows; "random": drawn by the fractions below. */
    method: z.enum(["random", "column"]).default("random"),
    train: Share.default(0.8),
    validation: Share.default(0.1),
    test: Share.default(0.1),
    /** Every label keeps its share in every part. */
    stratified: z.boolean().default(true),
    /** Rows of one group (a patient, a document) stay in one part. */
    grouped: z.boolean().default(false),
    seed: z.number().int().min(0).max(0xffff_ffff).default(42),
  })
  .refine((c) => Math.abs(c.train + c.validation + c.test - 1) < 1e-6, {
    path: ["train"],
    message: "train, validation and test must add up to 1",
  });
export type SplitConfig = z.infer<typeof SplitConfigSchema>;
export type SplitConfigInput = z.input<typeof SplitConfigSchema>;

export const PartCountsSchema = z.strictObject({ train: Count, validation: Count, test: Count });
export type PartCounts = z.infer<typeof PartCountsSchema>;

export const SplitReportSchema = z.strictObject({
  rows: PartCountsSchema,
  /** Rows of the version that no part holds (method "column" only). */
  unassigned: Count,
  labels: z.array(z.strictObject({ label: LabelSchema, parts: PartCountsSchema })).max(MAX_LABELS),
  /** Labels too rare to be in every part, with the parts that miss them. */
  unstratified: z
    .array(z.strictObject({ label: LabelSchema, rows: Count, missing: z.array(PartSchema).max(3) }))
    .max(MAX_LABELS),
  /** Sets of equal texts, each kept whole in one part. */
  duplicateSets: Count,
  groups: Count,
  /** Equal texts found in more than one part (method "column" only; 0 when drawn here). */
  crossingDuplicates: Count,
});
export type SplitReport = z.infer<typeof SplitReportSchema>;

export const SplitSchema = z.strictObject({
  id: Id,
  datasetHash: Sha256,
  config: SplitConfigSchema,
  /** SHA-256 over the part of every row, in row order. */
  sha256: Sha256,
  report: SplitReportSchema,
  createdAt: Timestamp,
});
export type Split = z.infer<typeof SplitSchema>;
