import { describe, expect, it } from "vitest";
import { completeRunConfig } from "../../../electron/shared/domain/run-config.ts";
import { deviceTargets } from "../../components/planning/targets.ts";
import { cpu, dataset, model } from "../../testing/planner-answers.ts";
import { findDataset, valuesOfFile } from "./resolve.ts";

const newer = { ...dataset, hash: "e".repeat(64), version: 2 };
const lists = { datasets: [dataset, newer], models: [model], devices: deviceTargets([cpu]) };
const config = completeRunConfig({ method: "lora" });

describe("what a file of settings names", () => {
  it("is found by name, hash or id; a name means the newest version", () => {
    expect(findDataset("orders", lists)?.version).toBe(2);
    expect(findDataset(dataset.hash.slice(0, 12), lists)?.version).toBe(1);
    expect(findDataset("d", lists)).toBeUndefined();
    const file = {
      references: { dataset: "orders", model: "clinical-base", device: "cpu" },
      config,
    };
    expect(valuesOfFile(file, lists)).toMatchObject({
      missing: [],
      values: { dataset: newer.hash, model: model.id, device: "cpu", config },
    });
  });

  it("is said to be missing where it is, and nothing is chosen instead", () => {
    const references = { dataset: "others", model: "large", device: "cuda:1" };
    const { values, missing } = valuesOfFile({ references, config }, lists);
    expect(missing).toEqual([
      { kind: "dataset", name: "others" },
      { kind: "model", name: "large" },
      { kind: "device", name: "cuda:1" },
    ]);
    expect(values).not.toHaveProperty("dataset");
    expect(values).not.toHaveProperty("model");
    expect(values).not.toHaveProperty("device");
  });

  it("puts back what the file leaves open", () => {
    expect(valuesOfFile({ references: {}, config }, lists).values).toEqual({
      config,
      name: "",
      template: "",
      truncate: false,
      cut: "head",
    });
  });
});
