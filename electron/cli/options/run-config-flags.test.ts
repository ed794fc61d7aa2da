import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { kebabCase } from "../../shared/domain/command-words.ts";
import { type RunConfig, RunConfigSchema } from "../../shared/domain/run-config.ts";
import { completeConfig } from "./config-file.ts";
import { addRunConfigFlags, runConfigFlags } from "./run-config-flags.ts";

function silentCommand(): Command {
  return new Command("train").exitOverride().configureOutput({ writeErr: () => {} });
}

function flagsOf(...args: string[]): Record<string, unknown> {
  const command = addRunConfigFlags(silentCommand());
  command.parse(args, { from: "user" });
  return runConfigFlags(command);
}

const OTHER: Readonly<RunConfig> = {
  method: "lora",
  rank: 4,
  alpha: 8,
  rsLora: true,
  dropout: 0.1,
  tokenDropout: 0.2,
  targetModules: ["q_proj", "v_proj"],
  doubleQuantization: false,
  optimizer: "adamw8",
  learningRate: 1e-3,
  weightDecay: 0.1,
  beta1: 0.8,
  beta2: 0.99,
  epsilon: 1e-6,
  clipNorm: 0.3,
  schedule: "linear",
  warmupRatio: 0.2,
  minLearningRateRatio: 0.1,
  microBatch: 20,
  gradientAccumulation: 2,
  contextLength: 128,
  packing: false,
  completionOnly: false,
  epochs: 1.5,
  maxSteps: 10,
  checkpointing: "full",
  seed: 7,
  saveEverySteps: 5,
  evaluateEverySteps: 6,
  earlyStoppingPatience: 3,
  keepCheckpoints: 4,
};

describe("run configuration flags", () => {
  it("there is one for every field, and it sets that field", () => {
    expect(Object.keys(OTHER).sort()).toEqual(Object.keys(RunConfigSchema.shape).sort());
    for (const [field, value] of Object.entries(OTHER)) {
      const flag = kebabCase(field);
      const args =
        typeof value === "boolean"
          ? [value ? `--${flag}` : `--no-${flag}`]
          : [`--${flag}`, Array.isArray(value) ? value.join(",") : String(value)];
      expect(flagsOf(...args), flag).toEqual({ [field]: value });
    }
  });

  it("gives back nothing that was not typed", () => {
    expect(flagsOf()).toEqual({});
    expect(flagsOf("--target-modules", "all-linear")).toEqual({ targetModules: "all-linear" });
  });

  it("refuses what a field cannot be", () => {
    expect(() => flagsOf("--method", "ulmfit")).toThrow(/Allowed choices are/);
    expect(() => flagsOf("--rank", "many")).toThrow(/whole number/);
  });
});

describe("completeConfig", () => {
  it("lets a flag have the last word over the file", () => {
    const config = completeConfig({ rank: 8, packing: false }, flagsOf("--packing"), "c.json");
    expect(config).toMatchObject({ method: "qdora", rank: 8, packing: true, seed: 42 });
  });

  it("names the flag or the field of the file that is wrong", () => {
    expect(() => completeConfig({}, { rank: 0 }, undefined)).toThrow(
      "--rank is not valid: it must be at least 1.",
    );
    expect(() => completeConfig({ rank: 0 }, {}, "c.json")).toThrow(/The field "rank" of the/);
    expect(() => completeConfig({ rnak: 1 }, {}, "c.json")).toThrow(/unknown field "rnak"/);
    expect(() => completeConfig({ rank: 0 }, { rank: 2000 }, "c.json")).toThrow(/--rank .* 1024/);
  });
});
