// The frozen configuration of a run. The engine reads the same JSON (native/core/train/run_config.h):
// a field added here is added there, and an old run's configuration stays readable.
import { z } from "zod";

export const METHODS = ["full", "lora", "qlora", "dora", "qdora"] as const;
export type Method = (typeof METHODS)[number];

export const OPTIMIZERS = ["adamw32", "adamw8", "paged-adamw32", "paged-adamw8"] as const;
export const SCHEDULES = ["cosine", "linear", "constant", "one-cycle"] as const;
export const CHECKPOINTING = ["none", "selective", "full", "offloaded"] as const;

// Module names as Hugging Face writes them; "all-linear" means every linear layer but the head.
export const TARGET_MODULES = [
  "q_proj",
  "k_proj",
  "v_proj",
  "o_proj",
  "gate_proj",
  "up_proj",
  "down_proj",
  "dense",
  "fc1",
  "fc2",
] as const;

const finite = z.number().finite();

export const RunConfigSchema = z
  .object({
    method: z.enum(METHODS),
    // Adapter. Ignored by "full".
    rank: z.number().int().min(1).max(1024).default(16),
    alpha: finite.positive().max(65536).default(32),
    rsLora: z.boolean().default(false),
    dropout: finite.min(0).max(0.95).default(0),
    // Share of prompt tokens left out at random in training (word dropout); needs completionOnly.
    tokenDropout: finite.min(0).max(0.9).default(0),
    targetModules: z
      .union([z.literal("all-linear"), z.array(z.enum(TARGET_MODULES)).min(1).max(10)])
      .default("all-linear"),
    // Quantization. Used by qlora and qdora.
    doubleQuantization: z.boolean().default(true),
    // Optimizer.
    optimizer: z.enum(OPTIMIZERS).default("adamw32"),
    learningRate: finite.positive().max(1).default(2e-4),
    weightDecay: finite.min(0).max(1).default(0.01),
    beta1: finite.min(0).max(0.9999).default(0.9),
    beta2: finite.min(0).max(0.99999).default(0.999),
    epsilon: finite.positive().max(0.1).default(1e-8),
    clipNorm: finite.min(0).max(1e6).default(1), // 0 = no clipping
    schedule: z.enum(SCHEDULES).default("cosine"),
    warmupRatio: finite.min(0).max(1).default(0.03), // share of all steps
    minLearningRateRatio: finite.min(0).max(1).default(0), // floor, as a share of learningRate
    // Batches.
    microBatch: z.number().int().min(1).max(4096).default(8), // sequences per micro-batch
    gradientAccumulation: z.number().int().min(1).max(4096).default(1),
    contextLength: z.number().int().min(8).max(1_048_576).default(512), // tokens per sequence
    packing: z.boolean().default(true),
    completionOnly: z.boolean().default(true), // loss on completion tokens only
    epochs: finite.positive().max(10_000).default(3),
    maxSteps: z.number().int().min(0).max(100_000_000).default(0), // 0 = by epochs
    checkpointing: z.enum(CHECKPOINTING).default("none"),
    seed: z.number().int().min(0).max(0xffff_ffff).default(42),
    // Saving and watching.
    saveEverySteps: z.number().int().min(0).max(100_000_000).default(0), // 0 = once an epoch
    evaluateEverySteps: z.number().int().min(0).max(100_000_000).default(0), // 0 = once an epoch
    earlyStoppingPatience: z.number().int().min(0).max(10_000).default(0), // evaluations; 0 = off
    keepCheckpoints: z.number().int().min(1).max(1000).default(2), // beside the best one
  })
  .strict();

export type RunConfig = z.infer<typeof RunConfigSchema>;
export type RunConfigInput = z.input<typeof RunConfigSchema>;

/** Fills the defaults; throws a ZodError that names the field. */
export function completeRunConfig(input: RunConfigInput): RunConfig {
  return RunConfigSchema.parse(input);
}

export function isQuantized(method: Method): boolean {
  return method === "qlora" || method === "qdora";
}

export function hasMagnitude(method: Method): boolean {
  return method === "dora" || method === "qdora";
}
