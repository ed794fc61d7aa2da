// How close a run's answers come to the answers its rows have, beside the base's own.
import { z } from "zod";
import { Count, Finite, Id, MAX_TEXT_CHARS, Sha256, Share, Timestamp } from "./bounds.ts";
import { EstimateSchema } from "./evaluation.ts";
import { PartSchema } from "./split.ts";

/** Of one model, over the rows that were asked. */
export const AnswerFiguresSchema = z.strictObject({
  /** F1 of the words that answer and reference share. */
  tokenF1: EstimateSchema,
  /** ROUGE-L: F1 of their longest common subsequence of words. */
  rougeL: EstimateSchema,
  /** Answers that ran into the limit of new tokens. */
  cut: Count,
});
export type AnswerFigures = z.infer<typeof AnswerFiguresSchema>;

export const AnswerEvaluationSchema = z.strictObject({
  id: Id,
  runId: Id,
  checkpointStep: Count,
  modelHash: Sha256,
  datasetHash: Sha256,
  splitId: Id.nullable(),
  /** Null: every row of the dataset version. */
  part: PartSchema.nullable(),
  /** Rows that were asked, of those there are with an answer. */
  rows: Count,
  available: Count,
  maxNewTokens: Count,
  base: AnswerFiguresSchema,
  tuned: AnswerFiguresSchema,
  /** Token F1, fine-tuned minus base, both on the same resampled rows. */
  gain: EstimateSchema.extend({ shareNotBetter: Share }),
  seconds: Finite.min(0),
  createdAt: Timestamp,
});
export type AnswerEvaluation = z.infer<typeof AnswerEvaluationSchema>;

/** What both models answered to one row, with their token F1. */
export const AnsweredRowSchema = z.strictObject({
  /** Position of the row in its dataset version, from 0. */
  rowIndex: Count,
  base: z.string().max(MAX_TEXT_CHARS),
  tuned: z.string().max(MAX_TEXT_CHARS),
  baseF1: Share,
  tunedF1: Share,
});
export type AnsweredRow = z.infer<typeof AnsweredRowSchema>;
