import { completeRunConfig } from "../run-config.ts";
import { adapterLearningRate, memoryFields, type Preset, roomyContext } from "./facts.ts";

/** Sixty steps with a small adapter: does it learn at all, and is the data what it should be? */
export const quickLook: Preset = (facts) =>
  completeRunConfig({
    method: "qlora",
    rank: 8,
    alpha: 16,
    learningRate: adapterLearningRate(facts),
    microBatch: 4,
    contextLength: roomyContext(facts, 512),
    epochs: 1,
    maxSteps: 60,
    evaluateEverySteps: 20,
    saveEverySteps: 60,
    keepCheckpoints: 1,
    ...memoryFields(facts),
  });
