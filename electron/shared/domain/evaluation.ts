import { z } from "zod";
import { Count, Finite, Id, MAX_LABELS, Sha256, Share, Timestamp } from "./bounds.ts";
import { LabelSchema } from "./label.ts";
import { PartSchema } from "./split.ts";

/** A figure with its 95% interval. */
export const EstimateSchema = z.strictObject({ value: Finite, low: Finite, high: Finite });
export type Estimate = z.infer<typeof EstimateSchema>;

export const LabelScoreSchema = z.strictObject({
  label: LabelSchema,
  support: Count,
  precision: Share,
  recall: Share,
  f1: Share,
});
export type LabelScore = z.infer<typeof LabelScoreSchema>;

export const EvaluationMetricsSchema = z.strictObject({
  rows: Count,
  accuracy: EstimateSchema,
  accuracyAt3: EstimateSchema,
  macroF1: EstimateSchema,
  /** Accuracy where an acceptable alternative of the true label counts as right; null without any. */
  acceptable: EstimateSchema.nullable().default(null),
  /** Rows whose text was cut so that the prompt fits the context. */
  truncated: Count.default(0),
  /** Mean negative log-probability of the true label, in nats. */
  logLoss: Finite,
  /** Expected calibration error over 15 equal-width bins. */
  calibrationError: Share,
  /** Always answering the most frequent label of the same rows. */
  majority: z.strictObject({ label: LabelSchema, accuracy: Share, macroF1: Share }),
  labels: z.array(LabelScoreSchema).max(MAX_LABELS),
  seconds: Finite.min(0),
});
export type EvaluationMetrics = z.infer<typeof EvaluationMetricsSchema>;

export const EvaluationSchema = z.strictObject({
  id: Id,
  /** Null: the base model itself. */
  runId: Id.nullable(),
  checkpointStep: Count.nullable(),
  modelHash: Sha256,
  datasetHash: Sha256,
  splitId: Id.nullable(),
  /** Null: every row of the dataset version. */
  part: PartSchema.nullable(),
  /** The closed set that was scored; the order of every row of probabilities. */
  labels: z.array(LabelSchema).min(1).max(MAX_LABELS),
  metrics: EvaluationMetricsSchema,
  createdAt: Timestamp,
});
export type Evaluation = z.infer<typeof EvaluationSchema>;

export interface Prediction {
  /** Position of the row in its dataset version, from 0. */
  rowIndex: number;
  /** Index into the evaluation's labels; -1 when the row's label is not among them. */
  truth: number;
  /** One probability per label, summing to 1. */
  probabilities: Float32Array;
}
