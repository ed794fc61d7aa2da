import { z } from "zod";
import { Count, ShortText } from "../domain/bounds.ts";
import { CardSchema } from "../domain/cards.ts";
import { MemoryPlanSchema, PLAN_BASES, PLAN_VERDICTS } from "../domain/memory-plan.ts";
import { DeviceInfoSchema } from "../domain/model-info.ts";
import { RunConfigSchema } from "../domain/run-config.ts";
import { SOLVE_FIELDS } from "../domain/solve.ts";
import { DeviceChoiceSchema, Nothing, Reference } from "./common.ts";
import { defineDomain, query } from "./define.ts";
import { TaskChoiceSchema } from "./runs.ts";

const VerdictSchema = z.enum(PLAN_VERDICTS);

export const PlanOutcomeSchema = z.strictObject({
  config: RunConfigSchema,
  plan: MemoryPlanSchema,
  basis: z.enum(PLAN_BASES),
  basisReason: ShortText,
  availableBytes: Count,
  verdict: VerdictSchema,
  fixes: z
    .array(
      z.strictObject({
        change: ShortText,
        /** The fields that change, each a field of RunConfig. */
        config: z.record(z.string().max(40), z.unknown()),
        totalBytes: Count,
        verdict: VerdictSchema,
      }),
    )
    .max(20),
});

const PlanRequestSchema = z.strictObject({
  model: Reference,
  dataset: Reference.optional(),
  task: TaskChoiceSchema.optional(),
  config: RunConfigSchema,
  device: DeviceChoiceSchema.optional(),
  card: CardSchema.optional(),
  availableBytes: Count.optional(),
  fixes: z.boolean().optional(),
});

export const SolveOutcomeSchema = z.strictObject({
  field: z.enum(SOLVE_FIELDS),
  value: Count.nullable(),
  limitedBy: z.enum(["memory", "model", "range"]),
  outcome: PlanOutcomeSchema,
  plans: Count,
});

export const planner = defineDomain("planner", {
  devices: query(
    Nothing,
    z.strictObject({
      engineVersion: z.string().max(100),
      devices: z.array(DeviceInfoSchema).max(64),
    }),
  ),
  /** Tokens of the longest row with its prompt, answer and end-of-text, in the model's tokens. */
  measure: query(
    z.strictObject({ model: Reference, dataset: Reference, task: TaskChoiceSchema.optional() }),
    z.strictObject({ longestExample: Count }),
  ),
  plan: query(PlanRequestSchema, PlanOutcomeSchema),
  /** The largest value of one field that fits, the rest of the configuration as it is. */
  solve: query(
    PlanRequestSchema.extend({ field: z.enum(SOLVE_FIELDS), margin: z.boolean().optional() }),
    SolveOutcomeSchema,
  ),
});
