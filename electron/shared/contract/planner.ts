import { z } from "zod";
import { MemoryPlanSchema } from "../domain/memory-plan.ts";
import { DeviceInfoSchema } from "../domain/model-info.ts";
import { RunConfigSchema } from "../domain/run-config.ts";
import { Nothing, Reference } from "./common.ts";
import { defineDomain, query } from "./define.ts";

export const planner = defineDomain("planner", {
  devices: query(Nothing, z.array(DeviceInfoSchema).max(64)),
  plan: query(z.strictObject({ model: Reference, config: RunConfigSchema }), MemoryPlanSchema),
});
