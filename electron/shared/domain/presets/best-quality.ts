import { completeRunConfig } from "../run-config.ts";
import { adapterLearningRate, isLarge, memoryFields, type Preset, roomyContext } from "./facts.ts";

/** A large adapter and many passes, ended when the validation loss stops falling. */
export const bestQuality: Preset = (facts) =>
  completeRunConfig({
    // A small base fits unquantized: there is nothing to gain from rounding its weights.
    method: isLarge(facts) ? "qdora" : "dora",
    rank: 64,
    alpha: 64,
    dropout: 0.05,
    learningRate: adapterLearningRate(facts) / (isLarge(facts) ? 2 : 1),
    warmupRatio: 0.05,
    microBatch: 4,
    gradientAccumulation: facts.rows >= 5000 ? 4 : 1,
    contextLength: roomyContext(facts, 4096),
    epochs: facts.rows >= 5000 ? 6 : 10,
    earlyStoppingPatience: 4,
    ...memoryFields(facts),
  });
