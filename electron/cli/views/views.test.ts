import { describe, expect, it } from "vitest";
import type { SampleOutcome } from "../../main/services/api/sample.ts";
import type { Leaderboard } from "../../shared/domain/leaderboard.ts";
import { textWidth } from "../output/text-width.ts";
import { evaluationText } from "./evaluation.ts";
import { evaluation, recordingReporter, runDetail } from "./fixtures.ts";
import { leaderboardText } from "./leaderboard.ts";
import { sampleJson, sampleText } from "./sample.ts";
import { TrainingProgress } from "./training-progress.ts";

const base = evaluation(0.12, null);
const tuned = evaluation(0.945, "run-00000001");
const board: Leaderboard = {
  datasetName: "radiology-orders",
  datasetHash: tuned.datasetHash,
  splitId: tuned.splitId,
  part: "test",
  rows: [
    {
      name: "bundled",
      runId: null,
      method: "base",
      evaluation: base,
      trainSeconds: null,
      peakBytes: null,
      labelsPerS: 50,
      versusFirst: null,
    },
    {
      name: "qdora-orders-1",
      runId: "run-00000001",
      method: "qdora",
      evaluation: tuned,
      trainSeconds: 90,
      peakBytes: 2 ** 28,
      labelsPerS: 48,
      versusFirst: { onlyFirst: 2, onlyThis: 500, pValue: 1e-9 },
    },
  ],
  warnings: [],
};
const outcome: SampleOutcome = { run: runDetail(), base, tuned, leaderboard: board, seconds: 151 };

describe("the sample's outcome", () => {
  it("for programs has the promised fields, as shares", () => {
    expect(sampleJson(outcome)).toMatchObject({
      base: { top1: 0.12, top3: 0.97, intervals: { top1: base.metrics.accuracy } },
      tuned: { top1: 0.945, top3: 0.97 },
      seconds: 151,
      run: { id: "run-00000001", method: "qdora", peakBytes: 301 * 2 ** 20 },
    });
  });

  it("for people puts base and fine-tuned beside each other in 80 columns", () => {
    const text = sampleText(outcome, recordingReporter(80));
    expect(text).toMatch(/^ +Base +Fine-tuned \(QDoRA\)$/m);
    expect(text).toMatch(/^Top-1 accuracy +12\.0 % \(10\.0–14\.0\) +94\.5 % \(92\.5–96\.5\)$/m);
    expect(text).toMatch(/^Peak memory +301 MiB$/m);
    expect(text).toContain("synthetic");
    for (const line of text.split("\n").slice(0, 10))
      expect(textWidth(line)).toBeLessThanOrEqual(80);
  });
});

describe("an evaluation", () => {
  it("shows every figure with its interval, and the weakest label first", () => {
    const view = { title: "qdora-orders-1", datasetName: "orders", everyLabel: false };
    const text = evaluationText(tuned, view, recordingReporter(80));
    expect(text).toContain("qdora-orders-1 on orders, test part: 600 rows, 3 labels");
    expect(text).toContain("94.5 % (92.5–96.5)");
    expect(text).toContain('Always answering "CT Head WO" reaches 40.0 %');
    expect(text.indexOf("MR Brain")).toBeLessThan(text.indexOf("CTA Chest PE"));
  });
});

describe("a leaderboard", () => {
  it("is one line a model where there is room", () => {
    const text = leaderboardText(board, recordingReporter(160));
    expect(text).toMatch(/^qdora-orders-1 +qdora +94\.5 % .* 1 min 30 s .* \+500 -2, p < 0\.001$/m);
  });

  it("is one column a model on a narrow terminal", () => {
    const text = leaderboardText(board, recordingReporter(80));
    expect(text).toMatch(/^Training +1 min 30 s$/m);
    expect(text).toMatch(/^Top-1 +12\.0 % \(10\.0–14\.0\) +94\.5 % \(92\.5–96\.5\)$/m);
  });

  it("says what limits the comparison", () => {
    const warned = { ...board, warnings: ["The runs differ in seed."] };
    expect(leaderboardText(warned, recordingReporter(160))).toContain("Note: The runs differ");
  });
});

describe("the progress of training", () => {
  it("smooths the loss without a bias towards 0, and names validation losses", () => {
    const reporter = recordingReporter(80);
    const progress = new TrainingProgress(reporter);
    const step = {
      type: "step" as const,
      epoch: 0,
      loss: 2,
      learningRate: 1e-4,
      gradNorm: 1,
      tokens: 2000,
      lossTokens: 100,
      stepMs: 500,
      residentBytes: 0,
    };
    progress.onEvent({ ...step, step: 1 });
    progress.onEvent({ ...step, step: 2 });
    progress.onEvent({ type: "evaluation", step: 2, loss: 1.5, perplexity: 4.48, best: true });
    expect(reporter.said).toEqual([
      "step",
      "training 1/0 loss 2.00, 4,000 tokens/s",
      "step",
      "training 2/0 loss 2.00, 4,000 tokens/s",
      "evaluation",
      "Step 2: validation loss 1.50, perplexity 4.48, best so far",
    ]);
  });
});
