// What a model folder holds, and what stands in the way of using it.
import { z } from "zod";
import { Count } from "./bounds.ts";
import { ModelInfoSchema } from "./model-info.ts";

export const TokenizerSummarySchema = z.strictObject({
  /** Largest id + 1, added tokens included. */
  vocabularySize: Count,
  addsBos: z.boolean(),
  hasChatTemplate: z.boolean(),
});
export type TokenizerSummary = z.infer<typeof TokenizerSummarySchema>;

export const ModelProblemSchema = z.strictObject({
  /** The file or field at fault: "tokenizer.json"; empty when it is the folder. */
  field: z.string().max(300),
  what: z.string().max(2000),
  fix: z.string().max(2000),
});
export type ModelProblem = z.infer<typeof ModelProblemSchema>;

export const ModelCheckSchema = z.strictObject({
  /** Null when the configuration or the weights cannot be read. */
  info: ModelInfoSchema.nullable(),
  tokenizer: TokenizerSummarySchema.nullable(),
  /** Empty: the model can be used. */
  problems: z.array(ModelProblemSchema).max(20),
});
export type ModelCheck = z.infer<typeof ModelCheckSchema>;
