import { describe, expect, it } from "vitest";
import { calibration, closedSetProbabilities } from "./calibration.ts";

describe("calibration", () => {
  // By hand: two rows at 0.9 (one right), two at 0.6 (both right), in different bins:
  // 0.5 * |0.5 - 0.9| + 0.5 * |1 - 0.6| = 0.4.
  it("agrees with a hand computation", () => {
    const { ece, bins } = calibration([0.9, 0.9, 0.6, 0.6], [1, 0, 1, 1]);
    expect(ece).toBeCloseTo(0.4, 12);
    expect(bins).toHaveLength(15);
    expect(bins.filter((bin) => bin.count > 0)).toHaveLength(2);
  });

  // torchmetrics, documentation of BinaryCalibrationError(n_bins=2, norm="l1").
  it("agrees with a published example with two bins", () => {
    const positive = [0.25, 0.25, 0.55, 0.75, 0.75];
    const target = [0, 0, 1, 1, 1];
    expect(calibration(positive, target, 2).ece).toBeCloseTo(0.29, 2);
  });

  it("is 0 for a model that is as right as it is sure", () => {
    expect(calibration([1, 1], [1, 1]).ece).toBe(0);
    expect(calibration([0.5, 0.5], [1, 0]).ece).toBe(0);
  });

  it("is 1 for a model that is sure and wrong", () => {
    expect(calibration([1, 1, 1], [0, 0, 0]).ece).toBe(1);
  });

  it("puts a border value into the lower bin, 0 into the first", () => {
    const { bins } = calibration([0, 0.5, 1], [0, 0, 1], 2);
    expect(bins.map((bin) => bin.count)).toEqual([2, 1]);
  });

  it("refuses what is not a probability", () => {
    expect(() => calibration([1.2], [1])).toThrow(/confidence 1.2/);
    expect(() => calibration([Number.NaN], [1])).toThrow(/NaN/);
    expect(() => calibration([], [])).toThrow(/do not make pairs/);
  });
});

describe("closedSetProbabilities", () => {
  it("each row adds up to 1 and keeps the order, far from overflow", () => {
    const p = closedSetProbabilities([-1000, -1001, -1002, 0, 0, 0], 2, 3);
    expect(p[0]).toBeCloseTo(1 / (1 + Math.exp(-1) + Math.exp(-2)), 12);
    expect([...p.subarray(3)]).toEqual([1 / 3, 1 / 3, 1 / 3]);
    expect((p[0] ?? 0) + (p[1] ?? 0) + (p[2] ?? 0)).toBeCloseTo(1, 12);
  });
});
