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

  it("come as near as they can where the micro-batch does not halve evenly", () => {
    const config = completeRunConfig({ method: "lora", microBatch: 7, gradientAccumulation: 3 });
    const [first, second] = fixDrafts(config);
    expect(first?.config).toEqual({ microBatch: 3, gradientAccumulation: 7 });
    expect(first?.change).toBe("micro-batch 7 → 3, accumulation 3 → 7");
    expect(second?.config).toEqual({ microBatch: 1, gradientAccumulation: 21 });
    const odd = completeRunConfig({ method: "lora", microBatch: 5 });
    expect(fixDrafts(odd)[0]?.change).toBe(
      "micro-batch 5 → 2, accumulation 1 → 3 (6 examples a step)",
    );
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
      "microBatch",
      "microBatch",
    ]);
    const together = drafts.slice(-2).map((draft) => draft.config);
    expect(together[0]).toMatchObject({ microBatch: 4, checkpointing: "full" });
    expect(together[1]).toMatchObject({ microBatch: 1, checkpointing: "full" });
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
