import { describe, expect, it } from "vitest";
import { bootstrapInterval, meanInterval, quantile } from "./bootstrap.ts";
import { macroF1 } from "./classification.ts";
import { drawIndices } from "./counter-random.ts";
import { macroF1Interval, macroF1OfRows } from "./macro-f1-interval.ts";

function hits(right: number, rows: number): Uint8Array {
  return Uint8Array.from({ length: rows }, (_, i) => (i < right ? 1 : 0));
}

describe("quantile", () => {
  // numpy.percentile([[10, 7, 4], [3, 2, 1]], 50) is 3.5 in numpy's documentation.
  it("interpolates linearly, as numpy", () => {
    expect(quantile([1, 2, 3, 4, 7, 10], 0.5)).toBe(3.5);
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(quantile([5], 0.975)).toBe(5);
  });
});

describe("meanInterval", () => {
  it("is close to the normal interval of a share (540 of 600)", () => {
    const { value, low, high } = meanInterval(hits(540, 600));
    const half = 1.96 * Math.sqrt((0.9 * 0.1) / 600);
    expect(value).toBe(0.9);
    expect(Math.abs(low - (0.9 - half))).toBeLessThan(0.004);
    expect(Math.abs(high - (0.9 + half))).toBeLessThan(0.004);
  });

  it("repeats exactly with one seed and moves a little with another", () => {
    const seconds = Float64Array.from({ length: 100 }, (_, i) => Math.sqrt(i));
    const first = meanInterval(seconds);
    expect(meanInterval(seconds)).toEqual(first);
    const other = meanInterval(seconds, { seed: 1 });
    expect(other).not.toEqual(first);
    expect(Math.abs(other.low - first.low)).toBeLessThan(0.1);
  });

  it("has no width when every row agrees, and gets narrower with rows", () => {
    expect(meanInterval(hits(10, 10))).toEqual({ value: 1, low: 1, high: 1 });
    const few = meanInterval(hits(50, 100));
    const many = meanInterval(hits(2000, 4000));
    expect(many.high - many.low).toBeLessThan((few.high - few.low) / 5);
  });

  it("covers the true share about 95 % of the time", () => {
    const draws = new Int32Array(100);
    let covered = 0;
    for (let trial = 0; trial < 200; trial++) {
      drawIndices(draws, 10, 99, 5, trial);
      const outcome = draws.map((value) => (value < 7 ? 1 : 0)); // true share 0.7
      const { low, high } = meanInterval(outcome, { resamples: 400, seed: trial });
      if (low <= 0.7 && 0.7 <= high) covered++;
    }
    expect(covered).toBeGreaterThan(175);
    expect(covered).toBeLessThan(200);
  });

  it("refuses no rows", () => {
    expect(() => meanInterval([])).toThrow(/at least one row/);
  });
});

describe("macro-F1 over rows", () => {
  const truth = [0, 1, 2, 2, 1, 0, 2, 1, 3];
  const predicted = [0, 2, 2, 1, 1, 0, 2, 0, 3];

  it("is macroF1 of the rows taken", () => {
    const rows = Int32Array.from([0, 0, 1, 4, 7, 7]);
    const pick = (ids: number[]) => [...rows].map((row) => ids[row] ?? -1);
    expect(macroF1OfRows(truth, predicted, 5, rows)).toBeCloseTo(
      macroF1(pick(truth), pick(predicted), 5),
      12,
    );
  });

  it("gives an interval around the value", () => {
    const interval = macroF1Interval(truth, predicted, 5);
    expect(interval.value).toBeCloseTo(macroF1(truth, predicted, 5), 12);
    expect(interval.low).toBeLessThan(interval.value);
    expect(interval.high).toBeLessThanOrEqual(1);
  });

  it("refuses unequal lengths before it draws", () => {
    expect(() => macroF1Interval([0], [0, 1], 2)).toThrow(/1 true labels/);
  });
});

describe("bootstrapInterval", () => {
  it("hands every statistic row numbers within bounds", () => {
    let seen = 0;
    bootstrapInterval(
      7,
      (rows) => {
        for (const row of rows) if (row < 0 || row > 6) throw new Error(`row ${row}`);
        seen++;
        return rows.length;
      },
      { resamples: 50 },
    );
    expect(seen).toBe(51); // once for all rows as they are
  });
});
