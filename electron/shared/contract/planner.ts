import { z } from "zod";
import { Count, ShortText } from "../domain/bounds.ts";
import { MemoryPlanSchema } from "../domain/memory-plan.ts";
import { DeviceInfoSchema } from "../domain/model-info.ts";
import { RunConfigSchema } from "../domain/run-config.ts";
import { DeviceChoiceSchema, Nothing, Reference } from "./common.ts";
import { defineDomain, query } from "./define.ts";

const VerdictSchema = z.enum(["fits", "tight", "exceeds"]);

export const PlanOutcomeSchema = z.strictObject({
  config: RunConfigSchema,
  plan: MemoryPlanSchema,
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

export const planner = defineDomain("planner", {
  devices: query(
    Nothing,
    z.strictObject({
      engineVersion: z.string().max(100),
      devices: z.array(DeviceInfoSchema).max(64),
    }),
  ),
  plan: query(
    z.strictObject({
      model: Reference,
      dataset: Reference.optional(),
      config: RunConfigSchema,
      device: DeviceChoiceSchema.optional(),
      availableBytes: Count.optional(),
    }),
    PlanOutcomeSchema,
  ),
});
