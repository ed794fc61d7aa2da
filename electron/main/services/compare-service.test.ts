import { beforeEach, describe, expect, it } from "vitest";
import { addDataset, MODEL_INFO, row } from "../../../test/support/store-rows.ts";
import { temporaryStore } from "../../../test/support/temporary-store.ts";
import { completeRunConfig } from "../../shared/domain/run-config.ts";
import { TaskSchema } from "../../shared/domain/task.ts";
import type { Store } from "../../store/interfaces/index.ts";
import type { CompareService } from "./api/compare.ts";
import { createCompareService } from "./compare-service.ts";
import { evaluationMetrics } from "./evaluation-metrics.ts";
import { ScriptedTrainer } from "./scripted-trainer.ts";
import { SplitService } from "./split-service.ts";

const LABELS = ["a", "b"];
const MODEL = "c".repeat(64);
let store: Store;
let compare: CompareService;
let datasetHash = "";
let splitId = "";

/** Answers in row order, as labels; the truth is a, b, a, b, … */
function addEvaluation(runId: string | null, answers: string, part: "test" | "train" = "test") {
  const truth = [...answers].map((_, i) => LABELS[i % 2] ?? "");
  const scores = Float32Array.from([...answers].flatMap((a) => (a === "a" ? [0, -2] : [-2, 0])));
  const common = { alternatives: undefined, truncated: 0, seconds: 2, seed: 1 };
  const scored = evaluationMetrics({ labels: LABELS, scores, truth, ...common });
  const predictions = truth.map((_, rowIndex) => ({
    rowIndex,
    truth: scored.truth[rowIndex] ?? -1,
    probabilities: Float32Array.from(scored.probabilities.subarray(rowIndex * 2, rowIndex * 2 + 2)),
  }));
  const draft = { runId, checkpointStep: runId === null ? null : 5, modelHash: MODEL, datasetHash };
  store.command("evaluation.evaluate", (entry) => {
    const { metrics } = scored;
    const evaluation = store.evaluations.add(
      { ...draft, splitId, part, labels: LABELS, metrics },
      predictions,
    );
    entry.about("evaluation", evaluation.id);
  });
}

function addRunOn(name: string, hash = datasetHash, split = splitId): string {
  return store.command("runs.start", (entry) => {
    const model = store.models.add({
      name: "base",
      hash: MODEL,
      path: "models/b",
      info: MODEL_INFO,
    });
    const frozen = {
      config: completeRunConfig({ method: "lora" }),
      task: TaskSchema.parse({ completion: "label", template: "{text}", labels: LABELS }),
      modelHash: MODEL,
      datasetHash: hash,
      splitSha256: store.splits.resolve(split).sha256,
    };
    const run = store.runs.create({ name, frozen, modelId: model.id, splitId: split });
    entry.about("run", run.id, run.configSha256);
    return run.id;
  });
}

function addSplitData(name: string): void {
  const rows = Array.from({ length: 40 }, (_, i) =>
    row(String(i + 1), `${name} ${i}`, LABELS[i % 2]),
  );
  datasetHash = addDataset(store, name, rows);
  splitId = new SplitService(store).create(datasetHash, {}).id;
}

beforeEach(() => {
  store = temporaryStore().store;
  compare = createCompareService({
    store,
    trainer: new ScriptedTrainer({}),
    home: { root: "/home", runs: "/home/runs" },
    hashes: { get: () => null, set: () => {} },
  });
  addSplitData("orders");
});

describe("the leaderboard", () => {
  it("has the base first, then the best run, each against the base row by row", () => {
    const weak = addRunOn("weak");
    const strong = addRunOn("strong");
    addEvaluation(weak, "ababaaaaaa");
    addEvaluation(strong, "ababababab");
    addEvaluation(null, "bbbbbbbbbb");
    const board = compare.compare({ runs: [weak, strong, weak] });
    expect(board.rows.map((r) => r.name)).toEqual(["base", "strong", "weak"]);
    expect(board.rows[0]?.versusFirst).toBeNull();
    expect(board.rows[1]?.versusFirst).toMatchObject({ onlyFirst: 0, onlyThis: 5 });
    expect(board.rows[1]?.versusFirst?.pValue).toBeCloseTo(2 / 32, 12);
    expect(board.rows[2]?.labelsPerS).toBe(5);
    expect(board.datasetName).toBe("orders");
  });

  it("says what limits it", () => {
    const run = addRunOn("only");
    addEvaluation(run, "abab");
    expect(compare.compare({ runs: [run] }).warnings).toEqual([
      expect.stringContaining("The base base was not evaluated on this part"),
      "only is queued: it has not seen all its steps.",
      "Only 4 rows were evaluated: the intervals are wide.",
    ]);
  });

  it("takes the newest evaluation of the part that is asked for", () => {
    const run = addRunOn("only");
    addEvaluation(run, "bbbb");
    addEvaluation(run, "abab");
    addEvaluation(run, "bbbb", "train");
    const [first] = compare.compare({ runs: [run] }).rows;
    expect(first?.evaluation.metrics.accuracy.value).toBe(1);
    const [train] = compare.compare({ runs: [run], part: "train" }).rows;
    expect(train?.evaluation.metrics.accuracy.value).toBe(0.5);
  });
});

describe("what cannot be compared", () => {
  it("runs on different datasets are refused by name", () => {
    const first = addRunOn("first");
    addSplitData("others");
    const second = addRunOn("second");
    expect(() => compare.compare({ runs: [first, second] })).toThrowError(
      expect.objectContaining({
        code: "CONFLICT",
        message: expect.stringMatching(/first was trained on orders version 1, second on others/),
      }),
    );
  });

  it("runs on different splits of one dataset too", () => {
    const first = addRunOn("first");
    const other = new SplitService(store).create(datasetHash, { seed: 7 });
    const second = addRunOn("second", datasetHash, other.id);
    expect(() => compare.compare({ runs: [first, second] })).toThrow(/different splits of orders/);
  });

  it("a run without an evaluation says to evaluate it first", () => {
    const run = addRunOn("first");
    expect(() => compare.compare({ runs: [run] })).toThrowError(
      expect.objectContaining({
        code: "NOT_FOUND",
        hint: expect.stringContaining(`Evaluate run ${run} on its test part`),
      }),
    );
  });

  it("nothing", () => {
    expect(() => compare.compare({ runs: [] })).toThrow(/No run is named/);
  });
});
