import { describe, expect, it } from "vitest";
import { accuracy } from "./classification.ts";
import { drawIndices } from "./counter-random.ts";
import { topClass, topKAccuracy, topKHits, trueLabelRanks } from "./top-k.ts";

// scikit-learn documentation of top_k_accuracy_score.
const documented = {
  scores: [0.5, 0.2, 0.2, 0.3, 0.4, 0.2, 0.2, 0.4, 0.3, 0.7, 0.2, 0.1],
  rows: 4,
  classes: 3,
};
const truth = [0, 1, 2, 2];

describe("topKAccuracy", () => {
  it("agrees with scikit-learn's documentation", () => {
    expect(topKAccuracy(documented, truth, 2)).toBe(0.75);
    expect([...topKHits(trueLabelRanks(documented, truth), 2)]).toEqual([1, 1, 1, 0]);
  });

  it("with k = 1 is the accuracy of the best scored class, ties included", () => {
    const noise = new Int32Array(900);
    drawIndices(noise, 4, 7, 1, 0); // few distinct values: many ties
    const labels = new Int32Array(100);
    drawIndices(labels, 9, 7, 1, 1);
    const table = { scores: noise, rows: 100, classes: 9 };
    expect(topKAccuracy(table, labels, 1)).toBe(accuracy(labels, topClass(table)));
  });

  it("never falls as k grows and reaches 1 at all classes", () => {
    const noise = new Int32Array(500);
    drawIndices(noise, 1000, 3, 1, 0);
    const labels = new Int32Array(100);
    drawIndices(labels, 5, 3, 1, 1);
    const table = { scores: noise, rows: 100, classes: 5 };
    const values = [1, 2, 3, 4, 5].map((k) => topKAccuracy(table, labels, k));
    expect(values).toEqual([...values].sort());
    expect(values.at(-1)).toBe(1);
  });

  it("equal scores everywhere do not make every label right", () => {
    const table = { scores: [1, 1, 1], rows: 1, classes: 3 };
    expect(topKAccuracy(table, [2], 1)).toBe(0);
    expect(topKAccuracy(table, [2], 3)).toBe(1);
  });

  it("refuses scores that are not numbers, and wrong shapes", () => {
    const broken = { scores: [Number.NaN, 0, 1], rows: 1, classes: 3 };
    expect(() => topKAccuracy(broken, [1], 1)).toThrow(/not a number/);
    expect(() => topClass(broken)).toThrow(/not a number/);
    expect(() => topClass({ scores: [1], rows: 1, classes: 3 })).toThrow(/1 scores do not make/);
    expect(() => trueLabelRanks(documented, [0])).toThrow(/4 score rows, 1 true labels/);
  });
});
