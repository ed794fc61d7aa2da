import { completeRunConfig } from "../run-config.ts";
import type { Preset } from "./facts.ts";

/** What the bundled sample is trained with (resources/sample/run.json), whatever the dataset. */
export const sample: Preset = ({ modelContext }) =>
  completeRunConfig({
    method: "qdora",
    rank: 32,
    alpha: 32,
    targetModules: "all-linear",
    learningRate: 2e-3,
    schedule: "cosine",
    warmupRatio: 0.05,
    weightDecay: 0.01,
    tokenDropout: 0.3,
    microBatch: 8,
    contextLength: Math.min(128, modelContext),
    packing: true,
    completionOnly: true,
    epochs: 5,
    seed: 42,
  });
