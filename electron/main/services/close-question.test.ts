import { describe, expect, it } from "vitest";
import { closeQuestion, type WorkSources } from "./close-question.ts";

const run = (id: string, queued: number, phase = "training") => ({
  run: id,
  queued,
  activity: { phase, done: 0, total: 0 },
});
const message = (sources: Partial<WorkSources>) =>
  closeQuestion({
    busy: () => false,
    runs: () => [],
    tasks: () => [],
    nameOf: (id) => `orders ${id}`,
    ...sources,
  })?.message ?? null;

describe("the question before the window closes", () => {
  it("is not asked with nothing under way, nor for a command that answers at once", () => {
    expect(message({})).toBeNull();
    expect(
      message({ tasks: () => [{ entry: "settings.set" }, { entry: "runs.list" }] }),
    ).toBeNull();
  });

  it("names training, evaluation and the queue", () => {
    expect(message({ runs: () => [run("1", 0)] })).toBe("“orders 1” is training.");
    const runs = [run("1", 0, "evaluating-base"), run("2", 1), run("3", 2)];
    expect(message({ runs: () => runs })).toBe("“orders 1” is being evaluated.\n2 runs wait.");
    expect(message({ runs: () => [run("2", 1)] })).toBe("One run waits.");
  });

  it("names every kind of task once, beside the run it trains", () => {
    const tasks = ["sample.run", "datasets.import", "datasets.import"].map((entry) => ({ entry }));
    expect(message({ tasks: () => tasks, runs: () => [run("1", 0)], nameOf: () => null })).toBe(
      "A run is training.\nThe sample is under way.\nThe import is under way.",
    );
  });

  it("is asked between two stages, when no run shows", () => {
    expect(message({ busy: () => true })).toBe("A run is between two of its stages.");
  });
});
