// Rows made from rows: varied copies of a training part, notes written from cases.
import { z } from "zod";
import { AugmentConfigSchema, AugmentReportSchema } from "../domain/augment/config.ts";
import { Name } from "../domain/bounds.ts";
import { DatasetVersionSchema } from "../domain/dataset.ts";
import { SplitSchema } from "../domain/split.ts";
import { SynthesisConfigSchema, SynthesisReportSchema } from "../domain/synthesis/config.ts";
import { WatchStateSchema } from "../domain/watch-folder.ts";
import { FileHandle, Nothing, Reference } from "./common.ts";
import { command, defineDomain, query } from "./define.ts";

export const AugmentOutcomeSchema = z.strictObject({
  version: DatasetVersionSchema,
  /** The same division as before, with the copies on the training side. */
  split: SplitSchema,
  report: AugmentReportSchema,
});
export type AugmentOutcome = z.infer<typeof AugmentOutcomeSchema>;

export const SynthesisOutcomeSchema = z.strictObject({
  version: DatasetVersionSchema,
  report: SynthesisReportSchema,
});
export type SynthesisOutcome = z.infer<typeof SynthesisOutcomeSchema>;

const AugmentRequest = z.strictObject({
  split: Reference,
  /** Left out: the dataset's name with "augmented" after it. */
  name: Name.optional(),
  config: AugmentConfigSchema.prefault({}),
});

export const preparation = defineDomain("preparation", {
  /** What augment would add, without adding it. */
  previewAugment: query(
    AugmentRequest.omit({ name: true }),
    z.strictObject({
      report: AugmentReportSchema,
      /** The first copies beside their parents. */
      examples: z
        .array(
          z.strictObject({
            parent: z.string().max(2001),
            text: z.string().max(2001),
            origin: z.string().max(200),
          }),
        )
        .max(10),
    }),
  ),
  augment: command(AugmentRequest, AugmentOutcomeSchema),
  synthesize: command(
    z.strictObject({ cases: FileHandle, name: Name, config: SynthesisConfigSchema }),
    SynthesisOutcomeSchema,
  ),
  watched: query(Nothing, WatchStateSchema),
  /** Takes files in from a folder the person chose, from now on. */
  watch: command(
    z.strictObject({ folder: FileHandle, dataset: Name, patientData: z.boolean().default(true) }),
    WatchStateSchema,
  ),
  unwatch: command(Nothing, WatchStateSchema),
});
