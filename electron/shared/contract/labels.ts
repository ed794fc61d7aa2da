import { z } from "zod";
import { Count, Finite } from "../domain/bounds.ts";
import { ColumnMappingSchema, RejectSchema, SourceKindSchema } from "../domain/dataset.ts";
import { FileHandle, Reference } from "./common.ts";
import { command, defineDomain } from "./define.ts";

export const LabelReportSchema = z.strictObject({
  rows: Count,
  rejects: z.array(RejectSchema).max(100),
  rejected: Count,
  seconds: Finite.min(0),
});
export type LabelReport = z.infer<typeof LabelReportSchema>;

export const labels = defineDomain("labels", {
  /** Labels every row of a file with probabilities and writes them to another file. */
  labelFile: command(
    z.strictObject({
      run: Reference,
      input: FileHandle,
      kind: SourceKindSchema,
      mapping: ColumnMappingSchema.prefault({}),
      output: FileHandle,
      /** Labels written per row, most probable first. */
      top: z.number().int().min(1).max(100).default(3),
    }),
    LabelReportSchema,
  ),
});
