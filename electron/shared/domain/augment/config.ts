import { z } from "zod";
import { Count, Name } from "../bounds.ts";
import { LabelSchema } from "../label.ts";

export const AUGMENT_METHODS = ["synonyms", "mask"] as const;
export type AugmentMethod = (typeof AUGMENT_METHODS)[number];

/** How rows of the training part are varied; the other parts are never touched. */
export const AugmentConfigSchema = z.strictObject({
  /** Copies of every training row with words replaced by others of the same meaning. */
  synonymCopies: z.number().int().min(0).max(10).default(1),
  /** Share of the words that could be replaced. */
  replace: z.number().min(0.05).max(1).default(0.4),
  /** Copies of every training row in which ages, dates and measurements are masked. */
  maskCopies: z.number().int().min(0).max(1).default(0),
  /** Rows that every label shall have in the training part, by further copies; 0 = none. */
  rareUpTo: z.number().int().min(0).max(10_000).default(0),
  seed: z.number().int().min(0).max(0xffff_ffff).default(42),
});
export type AugmentConfig = z.output<typeof AugmentConfigSchema>;
export type AugmentConfigInput = z.input<typeof AugmentConfigSchema>;

export const AugmentReportSchema = z.strictObject({
  /** Rows of the training part before. */
  trainingRows: Count,
  /** Rows added, by what made them. */
  synonyms: Count,
  masked: Count,
  boosted: Count,
  /** Copies that were not added: equal to a text that is there, in whatever part. */
  equal: Count,
  /** Rows in which nothing could be changed. */
  unchanged: Count,
  /** Labels with rows added beyond the copies of every row. */
  labels: z.array(z.strictObject({ label: LabelSchema, before: Count, after: Count })).max(10_000),
});
export type AugmentReport = z.infer<typeof AugmentReportSchema>;

export const DerivedNameSchema = Name;
