import { z } from "zod";
import { Finite } from "./bounds.ts";

/** How an answer is drawn from what the model finds likely. */
export const SamplingSchema = z.strictObject({
  maxNewTokens: z.number().int().min(1).max(32_768).default(256),
  /** 0 = greedy. */
  temperature: Finite.min(0).max(10).default(0),
  topK: z.number().int().min(0).max(100_000).default(0),
  topP: Finite.positive().max(1).default(1),
  repetitionPenalty: Finite.min(0.1).max(10).default(1),
  seed: z.number().int().min(0).max(0xffff_ffff).default(42),
  stop: z.array(z.string().min(1).max(200)).max(16).default([]),
});
export type Sampling = z.infer<typeof SamplingSchema>;
