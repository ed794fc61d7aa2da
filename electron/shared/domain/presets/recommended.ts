import { completeRunConfig } from "../run-config.ts";
import { adapterLearningRate, memoryFields, type Preset, roomyContext } from "./facts.ts";

/** QDoRA at rank 16: close to full fine-tuning in quality at the memory of QLoRA. */
export const recommended: Preset = (facts) =>
  completeRunConfig({
    method: "qdora",
    rank: 16,
    alpha: 32,
    learningRate: adapterLearningRate(facts),
    warmupRatio: 0.05,
    microBatch: 4,
    gradientAccumulation: facts.rows >= 5000 ? 4 : 1,
    contextLength: roomyContext(facts, 2048),
    // A small dataset needs more passes before the adapter has seen enough of it.
    epochs: facts.rows >= 5000 ? 3 : 5,
    earlyStoppingPatience: 3,
    ...memoryFields(facts),
  });
