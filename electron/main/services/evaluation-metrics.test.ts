import { describe, expect, it } from "vitest";
import { evaluationMetrics } from "./evaluation-metrics.ts";

const labels = ["a", "b", "c", "d"];
/** Log-scores whose order is that of the given ranking, best first. */
function scores(...rankings: string[]): Float32Array {
  return Float32Array.from(
    rankings.flatMap((ranking) => labels.map((label) => -ranking.indexOf(label) - 0.1)),
  );
}
const common = { labels, alternatives: undefined, truncated: 0, seconds: 1, seed: 1 };

describe("figures of an evaluation", () => {
  const input = {
    ...common,
    scores: scores("abcd", "bacd", "dcba", "cabd"),
    truth: ["a", "a", "a", "c"],
  };

  it("are those counted by hand", () => {
    const { metrics } = evaluationMetrics(input);
    expect(metrics.rows).toBe(4);
    expect(metrics.accuracy.value).toBe(0.5);
    expect(metrics.accuracyAt3.value).toBe(0.75);
    // a: precision 1, recall 1/3, F1 1/2; b and d: 0; c: 1.
    expect(metrics.macroF1.value).toBeCloseTo((0.5 + 0 + 1 + 0) / 4, 12);
    expect(metrics.majority).toMatchObject({ label: "a", accuracy: 0.75 });
    expect(metrics.labels[0]).toMatchObject({ label: "a", support: 3, precision: 1 });
    expect(metrics.acceptable).toBeNull();
  });

  it("have intervals around them, the same for the same seed", () => {
    const { metrics } = evaluationMetrics(input);
    expect(metrics.accuracy.low).toBeLessThanOrEqual(0.5);
    expect(metrics.accuracy.high).toBeGreaterThanOrEqual(0.5);
    expect(evaluationMetrics(input).metrics).toEqual(metrics);
  });

  it("give probabilities that sum to one", () => {
    const { probabilities } = evaluationMetrics(input);
    const row = probabilities.subarray(0, 4);
    expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });
});

it("counts an acceptable alternative as right, one way only", () => {
  const { metrics } = evaluationMetrics({
    ...common,
    scores: scores("bacd", "abcd"),
    truth: ["a", "b"],
    alternatives: { a: ["b"], b: [] },
  });
  expect(metrics.accuracy.value).toBe(0);
  expect(metrics.acceptable?.value).toBe(0.5);
});

it("counts a label outside the closed set as missed, not as an error", () => {
  const { metrics, truth } = evaluationMetrics({
    ...common,
    scores: scores("abcd", "abcd"),
    truth: ["a", "new"],
  });
  expect(metrics.accuracy.value).toBe(0.5);
  expect(metrics.accuracyAt3.value).toBe(0.5);
  expect(metrics.labels.at(-1)).toMatchObject({ label: "new", support: 1, recall: 0 });
  expect(Number.isFinite(metrics.logLoss)).toBe(true);
  expect([...truth]).toEqual([0, -1]);
});
