import { expect, it } from "vitest";
import { sampleProgress } from "./sample-progress.ts";

const task = (entry: string, phase: string) => ({
  id: "1",
  entry,
  phase,
  done: 3,
  total: 9,
  startedAt: 5,
});

it("reads stage and phase of the sample's own task", () => {
  expect(sampleProgress([])).toBeNull();
  expect(sampleProgress([task("datasets.import", "importing")])).toBeNull();
  const both = [task("datasets.import", ""), task("sample.run", "fine-tuned: evaluating")];
  expect(sampleProgress(both)).toMatchObject({ stage: "fine-tuned", phase: "evaluating", done: 3 });
  expect(sampleProgress([task("sample.run", "")])).toMatchObject({ stage: "importing", phase: "" });
});
