import { z } from "zod";
import { EvaluationSchema } from "../domain/evaluation.ts";
import { PartSchema } from "../domain/split.ts";
import { Reference } from "./common.ts";
import { command, defineDomain, query } from "./define.ts";

export const evaluation = defineDomain("evaluation", {
  evaluate: command(
    z.strictObject({
      /** The run, or the model alone when the base itself is evaluated. */
      run: Reference.nullable(),
      model: Reference.nullable().default(null),
      dataset: Reference,
      split: Reference.nullable().default(null),
      part: PartSchema.nullable().default(null),
    }),
    EvaluationSchema,
  ),
  list: query(
    z.strictObject({ run: Reference.nullable().default(null) }),
    z.array(EvaluationSchema).max(100_000),
  ),
});
