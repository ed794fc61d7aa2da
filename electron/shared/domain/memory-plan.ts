// The engine's memory plan: what a run allocates, computed before it allocates anything.
import { z } from "zod";

export const PLAN_COMPONENTS = [
  "weights",
  "adapter",
  "gradients",
  "optimizer",
  "activations",
  "logits",
  "scratch",
  "kv-cache",
  "batch",
  "context",
] as const;
export type PlanComponent = (typeof PLAN_COMPONENTS)[number];

export const MemoryPlanSchema = z.object({
  backend: z.string(),
  deviceName: z.string(),
  capacityBytes: z.number(), // total memory of the device
  freeBytes: z.number(), // free when the plan was made
  totalBytes: z.number(), // what the run takes, context included
  hostBytes: z.number(), // pinned host memory beside it; 0 on the CPU
  // Bytes per component at the moment of the peak; they add up to totalBytes.
  components: z.array(z.object({ component: z.enum(PLAN_COMPONENTS), bytes: z.number() })),
  tokensPerMicroBatch: z.number(),
  trainableParameters: z.number(),
  baseParameters: z.number(),
});
export type MemoryPlan = z.infer<typeof MemoryPlanSchema>;

export const PLAN_VERDICTS = ["fits", "tight", "exceeds"] as const;
export type PlanVerdict = (typeof PLAN_VERDICTS)[number];

/**
 * What a plan was made for: a device of this machine; a card, as the CUDA engine would run on it;
 * or, where this engine cannot plan as that card, the CPU engine's plan held against its memory.
 */
export const PLAN_BASES = ["device", "card", "cpu-for-card"] as const;
export type PlanBasis = (typeof PLAN_BASES)[number];

/** "tight" above 92 % of what is free: other programs need some too. */
export function planVerdict(totalBytes: number, availableBytes: number): PlanVerdict {
  if (totalBytes > availableBytes) return "exceeds";
  return totalBytes > availableBytes * 0.92 ? "tight" : "fits";
}
