import { expect, it } from "vitest";
import { addRun } from "../../test/support/store-rows.ts";
import { temporaryStore } from "../../test/support/temporary-store.ts";
import type { EvaluationDraft, Store } from "./interfaces/index.ts";

const estimate = { value: 0.9, low: 0.8, high: 0.95 };

function draft(store: Store, runId: string | null): EvaluationDraft {
  const { frozen } = store.runs.resolve(runId ?? store.runs.list()[0]?.id ?? "");
  return {
    runId,
    checkpointStep: runId === null ? null : 40,
    modelHash: frozen.modelHash,
    datasetHash: frozen.datasetHash,
    splitId: null,
    part: null,
    labels: ["CT", "MR", "US"],
    metrics: {
      rows: 2,
      accuracy: estimate,
      accuracyAt3: estimate,
      macroF1: estimate,
      acceptable: null,
      truncated: 0,
      logLoss: 0.2,
      calibrationError: 0.01,
      majority: { label: "CT", accuracy: 0.5, macroF1: 0.3 },
      labels: [],
      seconds: 1,
    },
  };
}

it("keeps an evaluation with the probabilities of every row", () => {
  const { store } = temporaryStore();
  const run = addRun(store);
  const predictions = Array.from({ length: 1201 }, (_, rowIndex) => ({
    rowIndex: rowIndex * 2,
    truth: (rowIndex % 4) - 1,
    probabilities: Float32Array.of(0.1, 0.2, Math.fround(0.7)),
  }));
  const [ofRun, ofBase] = [run, null].map((id) =>
    store.command("evaluation.evaluate", () =>
      store.evaluations.add(draft(store, id), predictions),
    ),
  );
  expect([...store.evaluations.predictions(ofRun?.id ?? "")]).toEqual(predictions);
  expect(store.evaluations.get(ofRun?.id ?? "")).toEqual(ofRun);
  expect(store.evaluations.list(run)).toEqual([ofRun]);
  expect(store.evaluations.list(null)).toEqual([ofBase]);
  expect(store.evaluations.list()).toEqual([ofBase, ofRun]);
});

it("refuses probabilities that do not fit the labels, and keeps nothing of the rest", () => {
  const { store } = temporaryStore();
  const run = addRun(store);
  const wrong = [{ rowIndex: 0, truth: 0, probabilities: Float32Array.of(1) }];
  expect(() =>
    store.command("evaluation.evaluate", () => store.evaluations.add(draft(store, run), wrong)),
  ).toThrow(/one probability per label/);
  expect(store.evaluations.list()).toEqual([]);
});
