import type { RunConfig } from "../run-config.ts";

/** What a preset looks at; nothing of a patient. */
export interface PresetFacts {
  /** Parameters of the base model. */
  readonly parameters: number;
  /** Longest sequence of the base model, in tokens. */
  readonly modelContext: number;
  /** Rows of the dataset. */
  readonly rows: number;
  /** Tokens of the longest row with its prompt and answer; 0 where it was not measured. */
  readonly longestExample: number;
  readonly backend: "cpu" | "cuda";
}

export const PRESET_IDS = ["quick-look", "recommended", "best-quality", "sample"] as const;
export type PresetId = (typeof PRESET_IDS)[number];

export type Preset = (facts: PresetFacts) => RunConfig;

/** From here on memory decides: recompute activations, keep the optimizer in 8 bits. */
const LARGE = 500_000_000;

export function isLarge({ parameters }: PresetFacts): boolean {
  return parameters >= LARGE;
}

/**
 * Peak learning rate of an adapter. Larger bases want smaller steps: 2e-4 is what QLoRA
 * (arXiv 2305.14314, table 9) used for 7B and 13B; the bundled base of 5M parameters learns best
 * at 1e-3.
 */
export function adapterLearningRate({ parameters }: PresetFacts): number {
  if (parameters >= 1_000_000_000) return 2e-4;
  return parameters >= 100_000_000 ? 5e-4 : 1e-3;
}

/** Room for the longest row in steps of 64 tokens, at most `most` and what the model takes. */
export function roomyContext({ longestExample, modelContext }: PresetFacts, most: number): number {
  const wanted = longestExample === 0 ? 512 : Math.ceil(longestExample / 64) * 64;
  return Math.max(8, Math.min(wanted, most, modelContext));
}

/** Memory first for a large base, speed first for a small one. */
export function memoryFields(facts: PresetFacts): Pick<RunConfig, "checkpointing" | "optimizer"> {
  return isLarge(facts)
    ? { checkpointing: "full", optimizer: "adamw8" }
    : { checkpointing: "none", optimizer: "adamw32" };
}
