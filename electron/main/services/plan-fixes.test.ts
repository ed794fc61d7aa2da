import { describe, expect, it } from "vitest";
import { completeRunConfig } from "../../shared/domain/run-config.ts";
import { fixDrafts } from "./plan-fixes.ts";

describe("changes that take memory off a run", () => {
  it("keep the examples of a step when the micro-batch shrinks", () => {
    const config = completeRunConfig({ method: "lora", microBatch: 8, gradientAccumulation: 2 });
    for (const { config: change } of fixDrafts(config)) {
      const { microBatch, gradientAccumulation } = { ...config, ...change };
      expect(microBatch * gradientAccumulation).toBe(16);
    }
  });

  it("name every field they change, and are valid configurations", () => {
    const config = completeRunConfig({ method: "dora" });
    const drafts = fixDrafts(config);
    expect(drafts.map((draft) => Object.keys(draft.config)[0])).toEqual([
      "microBatch",
      "microBatch",
      "microBatch",
      "checkpointing",
      "method",
      "optimizer",
      "contextLength",
    ]);
    for (const draft of drafts) completeRunConfig({ ...config, ...draft.config });
  });

  it("offer nothing that is done already", () => {
    const config = completeRunConfig({
      method: "qdora",
      microBatch: 1,
      checkpointing: "full",
      optimizer: "adamw8",
      contextLength: 64,
    });
    expect(fixDrafts(config)).toEqual([]);
  });
});
