import { z } from "zod";
import { AnswerEvaluationSchema } from "../domain/answer-evaluation.ts";
import { Count, Finite, Id, Name, Sha256, Share, ShortText } from "../domain/bounds.ts";
import { EvaluationSchema } from "../domain/evaluation.ts";
import { PartSchema } from "../domain/split.ts";
import { TaskSchema } from "../domain/task.ts";
import { CheckpointChoiceSchema, DeviceChoiceSchema, Reference } from "./common.ts";
import { command, defineDomain, query } from "./define.ts";

export const LeaderboardSchema = z.strictObject({
  datasetName: Name,
  datasetHash: Sha256,
  splitId: Id.nullable(),
  part: PartSchema.nullable(),
  rows: z
    .array(
      z.strictObject({
        name: Name,
        runId: Id.nullable(),
        method: z.string().max(40),
        evaluation: EvaluationSchema,
        trainSeconds: Finite.nullable(),
        peakBytes: Count.nullable(),
        labelsPerS: Finite.min(0),
        versusFirst: z
          .strictObject({ onlyFirst: Count, onlyThis: Count, pValue: Share })
          .nullable(),
      }),
    )
    .max(1000),
  warnings: z.array(ShortText).max(100),
});

export const evaluation = defineDomain("evaluation", {
  evaluate: command(
    z.strictObject({
      /** A run, or (without it) a model: the base itself. */
      run: Reference.optional(),
      model: Reference.optional(),
      dataset: Reference.optional(),
      split: Reference.optional(),
      part: PartSchema.optional(),
      checkpoint: CheckpointChoiceSchema.optional(),
      template: TaskSchema.shape.template.optional(),
      quantize: z.boolean().optional(),
      device: DeviceChoiceSchema.optional(),
    }),
    EvaluationSchema,
  ),
  list: query(
    z.strictObject({ run: Reference.optional() }),
    z.array(EvaluationSchema).max(100_000),
  ),
  /** Answers of a run beside its base's, newest first; runs.evaluate makes them. */
  answerList: query(
    z.strictObject({ run: Reference }),
    z.array(AnswerEvaluationSchema).max(100_000),
  ),
  compare: query(
    z.strictObject({
      runs: z.array(Reference).min(1).max(100),
      part: PartSchema.optional(),
      includeBase: z.boolean().optional(),
    }),
    LeaderboardSchema,
  ),
});
