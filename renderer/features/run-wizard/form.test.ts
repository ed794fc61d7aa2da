import { describe, expect, it } from "vitest";
import { StartRunSchema } from "../../../electron/shared/contract/runs.ts";
import { completeRunConfig } from "../../../electron/shared/domain/run-config.ts";
import { changedFields, EMPTY, fileReferences, startInput, WizardSchema } from "./form.ts";
import { valuesOfLink } from "./link.ts";

const filled = {
  ...EMPTY,
  dataset: "a".repeat(64),
  split: "split-k3x9a2bq",
  model: "model-k3x9a2bq",
  device: "cuda:1",
};

describe("the form of a new run", () => {
  it("asks for exactly what the contract takes", () => {
    const input = startInput({
      ...filled,
      name: "  night  ",
      template: "Q: {text}",
      truncate: true,
    });
    expect(StartRunSchema.parse(input)).toMatchObject({
      name: "night",
      device: { backend: "cuda", device: 1 },
      task: { template: "Q: {text}", truncate: true, cut: "head" },
      config: { method: "qdora" },
    });
  });

  it("leaves to the program what the person left open", () => {
    const input = startInput({ ...filled, device: "" });
    expect(Object.keys(input).sort()).toEqual(["config", "dataset", "model", "split"]);
    StartRunSchema.parse(input);
  });

  it("refuses a template without the row's text, and what the engine would refuse", () => {
    expect(WizardSchema.safeParse({ ...filled, template: "no place" }).success).toBe(false);
    expect(WizardSchema.safeParse({ ...filled, template: "" }).success).toBe(true);
    const config = { ...filled.config, rank: 0 };
    expect(WizardSchema.safeParse({ ...filled, config }).success).toBe(false);
  });

  it("writes names into a file, and nothing that was left open", () => {
    expect(fileReferences(filled, { dataset: "orders", model: "base" })).toEqual({
      dataset: "orders",
      model: "base",
      split: "split-k3x9a2bq",
      device: "cuda:1",
    });
    expect(fileReferences(EMPTY, { dataset: "", model: "" })).toEqual({});
  });

  it("knows what a change changes", () => {
    const config = completeRunConfig({ method: "lora" });
    expect(changedFields(config, { rank: config.rank, method: "qlora" })).toEqual(["method"]);
    expect(changedFields(config, { targetModules: ["q_proj"] })).toEqual(["targetModules"]);
  });
});

describe("a link to the form", () => {
  it("fills it in", () => {
    const config = completeRunConfig({ method: "dora", rank: 4 });
    const query = new URLSearchParams({
      model: "model-1",
      device: "cpu",
      config: JSON.stringify(config),
    });
    expect(valuesOfLink(`?${query}`)).toEqual({ model: "model-1", device: "cpu", config });
  });

  it("leaves out what is not valid", () => {
    expect(valuesOfLink("?config=%7B&model=")).toEqual({ model: "" });
    expect(valuesOfLink('?config={"method":"lora","rank":0}')).toEqual({});
    expect(valuesOfLink("")).toEqual({});
  });
});
