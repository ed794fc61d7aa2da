import { describe, expect, it } from "vitest";
import {
  accuracy,
  classMetrics,
  confusionMatrix,
  macroF1,
  majorityBaseline,
} from "./classification.ts";

describe("values of scikit-learn's documentation", () => {
  it("accuracy_score", () => {
    expect(accuracy([0, 1, 2, 3], [0, 2, 1, 3])).toBe(0.5);
  });

  it("confusion_matrix", () => {
    const matrix = confusionMatrix([2, 0, 2, 2, 0, 1], [0, 0, 2, 2, 0, 2], 3);
    expect([...matrix]).toEqual([2, 0, 0, 0, 0, 1, 1, 0, 2]);
  });

  it("precision_score, recall_score and f1_score, macro", () => {
    const truth = [0, 1, 2, 0, 1, 2];
    const predicted = [0, 2, 1, 0, 0, 1];
    const metrics = classMetrics(confusionMatrix(truth, predicted, 3), 3);
    expect(metrics.map((m) => m.precision)).toEqual([2 / 3, 0, 0]);
    expect(metrics.map((m) => m.recall)).toEqual([1, 0, 0]);
    expect(metrics.map((m) => m.f1)).toEqual([0.8, 0, 0]);
    expect(macroF1(truth, predicted, 3)).toBeCloseTo(0.26666, 4);
  });

  it("classification_report", () => {
    const truth = [0, 1, 2, 2, 2];
    const predicted = [0, 0, 2, 2, 1];
    const metrics = classMetrics(confusionMatrix(truth, predicted, 3), 3);
    const rounded = metrics.map((m) => [m.precision, m.recall, m.f1].map((v) => v.toFixed(2)));
    expect(rounded).toEqual([
      ["0.50", "1.00", "0.67"],
      ["0.00", "0.00", "0.00"],
      ["1.00", "0.67", "0.80"],
    ]);
    expect(metrics.map((m) => m.support)).toEqual([1, 1, 3]);
    expect(macroF1(truth, predicted, 3).toFixed(2)).toBe("0.49");
  });
});

describe("macroF1", () => {
  it("leaves out a class that occurs nowhere, keeps one that is only predicted", () => {
    expect(macroF1([0, 0], [0, 0], 5)).toBe(1);
    expect(macroF1([0, 0], [0, 3], 5)).toBeCloseTo((2 / 3 + 0) / 2, 12);
  });

  it("does not change when classes are renumbered", () => {
    const truth = [0, 1, 2, 2, 1, 0, 2, 1];
    const predicted = [0, 2, 2, 1, 1, 0, 2, 0];
    const renumber = (ids: number[]) => ids.map((id) => 2 - id);
    expect(macroF1(renumber(truth), renumber(predicted), 3)).toBeCloseTo(
      macroF1(truth, predicted, 3),
      12,
    );
  });
});

describe("majorityBaseline", () => {
  // PubMedQA's official test set has 276 yes, 169 no, 55 maybe; the paper's majority row is
  // accuracy 55.20, macro-F1 23.71.
  it("reaches PubMedQA's published majority row", () => {
    const truth = [...Array(276).fill(0), ...Array(169).fill(1), ...Array(55).fill(2)];
    const baseline = majorityBaseline(truth, 3);
    expect(baseline.classId).toBe(0);
    expect((100 * baseline.accuracy).toFixed(2)).toBe("55.20");
    expect((100 * baseline.macroF1).toFixed(2)).toBe("23.71");
  });

  it("the first label wins a tie", () => {
    expect(majorityBaseline([1, 0], 2).classId).toBe(0);
  });
});

describe("refusals", () => {
  it("names unequal lengths, an empty set and a class outside the labels", () => {
    expect(() => accuracy([0], [])).toThrow(/1 true labels .* 0 predictions/);
    expect(() => accuracy([], [])).toThrow(/no row to score/);
    expect(() => confusionMatrix([3], [0], 3)).toThrow(/class 3, expected 0 to 2/);
    expect(() => confusionMatrix([0], [-1], 3)).toThrow(/class -1/);
  });
});
