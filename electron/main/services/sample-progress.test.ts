import { expect, it } from "vitest";
import type { Progress } from "./api/call.ts";
import { sampleProgress } from "./sample-progress.ts";

it("names the stage before the phase and counts training by its steps", () => {
  const said: Progress[] = [];
  const hooks = sampleProgress({ onProgress: (progress) => said.push(progress) });
  hooks.onStage?.("base");
  hooks.onProgress?.({ phase: "evaluating", done: 1, total: 600 });
  hooks.onStage?.("training");
  hooks.onProgress?.({ phase: "training", done: 0, total: 0 });
  const start = { step: 0, stepsPerEpoch: 10, resumedFrom: null, plannedBytes: 1 };
  hooks.onEvent?.({
    type: "start",
    totalSteps: 80,
    droppedTrain: 0,
    droppedValidation: 0,
    baseHash: "",
    ...start,
  });
  hooks.onEvent?.({ type: "step", step: 8 } as never);
  hooks.onProgress?.({ phase: "saving", done: 0, total: 0 });
  expect(said.map(({ phase, done, total }) => [phase, done, total])).toEqual([
    ["base: starting", 0, 0],
    ["base: evaluating", 1, 600],
    ["training: starting", 0, 0],
    ["training: training", 8, 80],
    ["training: saving", 0, 0],
  ]);
});
