import { describe, expect, it } from "vitest";
import { meanOver } from "./bootstrap.ts";
import { fairCoinTwoSided, mcnemarExact, pairedDifference } from "./paired.ts";

describe("fairCoinTwoSided", () => {
  // 2 (C(10,0) + C(10,1)) / 2^10.
  it("agrees with hand computations", () => {
    expect(fairCoinTwoSided(1, 9)).toBeCloseTo(22 / 1024, 14);
    expect(fairCoinTwoSided(0, 5)).toBeCloseTo(2 / 32, 14);
    expect(fairCoinTwoSided(2, 6)).toBeCloseTo((2 * (1 + 8 + 28)) / 256, 14);
  });

  it("is 1 without evidence, symmetric, and never above 1", () => {
    expect(fairCoinTwoSided(0, 0)).toBe(1);
    expect(fairCoinTwoSided(5, 5)).toBe(1);
    expect(fairCoinTwoSided(3, 8)).toBe(fairCoinTwoSided(8, 3));
  });

  it("agrees with the normal approximation for large counts, without overflow", () => {
    // n = 10,000, 4,900 of one kind: z = (4900.5 - 5000) / 50 = -1.99, two-sided p = 0.0466.
    expect(fairCoinTwoSided(4900, 5100)).toBeCloseTo(0.0466, 3);
    expect(fairCoinTwoSided(0, 5000)).toBe(0);
  });
});

describe("mcnemarExact", () => {
  it("counts only the rows on which the models disagree", () => {
    const first = [1, 1, 1, 0, 0, 0, 1];
    const second = [1, 0, 1, 1, 1, 0, 1];
    const test = mcnemarExact(first, second);
    expect(test).toEqual({ onlyFirst: 1, onlySecond: 2, pValue: 1 });
  });

  it("refuses sets of different length", () => {
    expect(() => mcnemarExact([1], [1, 0])).toThrow(/1 true labels/);
  });
});

describe("pairedDifference", () => {
  const mean = (values: ArrayLike<number>) => (rows: Int32Array) => meanOver(values, rows);

  it("is exactly zero, without width, for a model against itself", () => {
    const right = [1, 0, 1, 1, 0, 1];
    const difference = pairedDifference(6, mean(right), mean(right));
    expect(difference).toMatchObject({ value: 0, low: 0, high: 0, shareNotBetter: 1 });
  });

  it("is narrower than the unpaired interval when the models agree on most rows", () => {
    const first = Uint8Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 1 : 0));
    const second = Uint8Array.from(first, (value, i) => (i % 40 === 1 ? 1 : value));
    const difference = pairedDifference(400, mean(first), mean(second));
    expect(difference.value).toBeCloseTo(0.025, 12);
    expect(difference.low).toBeGreaterThan(0.008);
    expect(difference.high).toBeLessThan(0.045);
    expect(difference.shareNotBetter).toBe(0);
  });
});
