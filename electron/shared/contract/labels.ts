import { z } from "zod";
import { Count, Finite, Sha256, ShortText } from "../domain/bounds.ts";
import { CheckpointChoiceSchema, DeviceChoiceSchema, FileHandle, Reference } from "./common.ts";
import { command, defineDomain } from "./define.ts";

export const LabelOutcomeSchema = z.strictObject({
  rows: Count,
  rejected: Count,
  truncated: Count,
  seconds: Finite.min(0),
  labelsPerSecond: Finite.min(0),
  modelHash: Sha256,
  adapterHash: z.string().max(64),
  notice: ShortText,
});

export const labels = defineDomain("labels", {
  /** Labels every row of a file with probabilities and writes them to another file. */
  label: command(
    z.strictObject({
      run: Reference,
      input: FileHandle,
      output: FileHandle,
      textColumn: z.string().min(1).max(200).optional(),
      checkpoint: CheckpointChoiceSchema.optional(),
      overwrite: z.boolean().optional(),
      device: DeviceChoiceSchema.optional(),
    }),
    LabelOutcomeSchema,
  ),
});
