import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { completeRunConfig, RunConfigSchema } from "../run-config.ts";
import { PRESET_IDS, type PresetFacts, roomyContext } from "./facts.ts";
import { PRESETS } from "./index.ts";

const small: PresetFacts = {
  parameters: 5_475_584,
  modelContext: 1024,
  rows: 1800,
  longestExample: 71,
  backend: "cpu",
};
const large: PresetFacts = {
  ...small,
  parameters: 8_030_261_248,
  modelContext: 8192,
  rows: 60_000,
};

describe("presets", () => {
  it.each(PRESET_IDS)("%s is a valid configuration within the model's context", (id) => {
    for (const facts of [small, large, { ...small, longestExample: 0, modelContext: 64 }]) {
      const config = PRESETS[id](facts);
      expect(RunConfigSchema.parse(config)).toEqual(config);
      expect(config.contextLength).toBeLessThanOrEqual(facts.modelContext);
    }
  });

  it("of the sample are those the sample is trained with", () => {
    const file = new URL("../../../../resources/sample/run.json", import.meta.url);
    const trained = completeRunConfig(JSON.parse(readFileSync(file, "utf8")));
    expect(PRESETS.sample(small)).toEqual(trained);
  });

  it("take more steps and a larger adapter from quick look to best quality", () => {
    const [quick, normal, best] = [
      PRESETS["quick-look"](small),
      PRESETS.recommended(small),
      PRESETS["best-quality"](small),
    ];
    expect(quick.maxSteps).toBeGreaterThan(0);
    expect([quick.rank, normal.rank, best.rank]).toEqual([8, 16, 64]);
    expect(best.epochs).toBeGreaterThan(normal.epochs);
  });

  it("spare memory where the base is large", () => {
    expect(PRESETS.recommended(large)).toMatchObject({
      checkpointing: "full",
      optimizer: "adamw8",
      learningRate: 2e-4,
    });
    expect(PRESETS["best-quality"](large).method).toBe("qdora");
    expect(PRESETS["best-quality"](small).method).toBe("dora");
  });

  it("leave room for the longest row and no more", () => {
    expect(roomyContext(small, 2048)).toBe(128);
    expect(roomyContext({ ...large, longestExample: 5000 }, 2048)).toBe(2048);
    expect(roomyContext({ ...small, longestExample: 3000 }, 4096)).toBe(1024);
  });
});
