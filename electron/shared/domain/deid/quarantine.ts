// Versions that hold patient data, what was found in them and what a person said of it.
import { z } from "zod";
import { Count, Name, Sha256, Timestamp } from "../bounds.ts";
import { DatasetVersionSchema } from "../dataset.ts";
import { DEID_CLASSES, DeidClassSchema, SpanSourceSchema } from "./classes.ts";

export const FIELDS = ["text", "answer"] as const;
export const SpanFieldSchema = z.enum(FIELDS);
export type SpanField = z.infer<typeof SpanFieldSchema>;

/** More in one row and it is no note. */
export const MAX_ROW_SPANS = 20_000;

export const ReviewSpanSchema = z.strictObject({
  field: SpanFieldSchema,
  start: Count,
  end: Count,
  class: DeidClassSchema,
  source: SpanSourceSchema,
  /** True = replace it, false = let it stand; null = nobody looked yet: it will be replaced. */
  accepted: z.literal([true, false]).nullable(),
});
export type ReviewSpan = z.infer<typeof ReviewSpanSchema>;

export const ClassCountsSchema = z
  .array(z.strictObject({ class: DeidClassSchema, found: Count, rejected: Count, added: Count }))
  .max(DEID_CLASSES.length);
export type ClassCounts = z.infer<typeof ClassCountsSchema>;

export const QuarantineCountsSchema = z.strictObject({
  classes: ClassCountsSchema,
  rows: Count,
  rowsWithSpans: Count,
  reviewed: Count,
});
export type QuarantineCounts = z.infer<typeof QuarantineCountsSchema>;

export const QuarantineSchema = z.strictObject({
  version: DatasetVersionSchema,
  createdAt: Timestamp,
  /** Null: not searched for identifiers yet. */
  searchedAt: Timestamp.nullable(),
  taggerSha256: Sha256.nullable(),
  confirmedAt: Timestamp.nullable(),
  confirmedBy: Name.nullable(),
  /** The version that may be used instead; null until a person confirmed. */
  resultHash: Sha256.nullable(),
  counts: QuarantineCountsSchema,
});
export type Quarantine = z.infer<typeof QuarantineSchema>;
