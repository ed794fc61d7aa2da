import { describe, expect, it } from "vitest";
import { pictureBins } from "./length-bins.ts";

const total = (bins: readonly { rows: number }[]) => bins.reduce((sum, bin) => sum + bin.rows, 0);

describe("bins of a picture", () => {
  it("are of one round width where the lengths lie together", () => {
    const bins = pictureBins([17, 18, 18, 23, 30]);
    expect(bins[0]).toEqual({ upTo: 16, rows: 0 });
    expect(bins.map((bin) => bin.upTo)).toEqual(Array.from({ length: 15 }, (_, i) => 16 + i));
    expect(bins.find((bin) => bin.upTo === 18)?.rows).toBe(2);
    expect(total(bins)).toBe(5);
  });

  it("grow where some rows are far longer than most", () => {
    const lengths = [...Array.from({ length: 500 }, (_, i) => 20 + (i % 30)), 40_000].sort(
      (a, b) => a - b,
    );
    const bins = pictureBins(lengths);
    expect(total(bins)).toBe(501);
    expect(bins.length).toBeLessThan(50);
    expect(bins.filter((bin) => bin.rows > 0).length).toBeGreaterThan(4);
    expect(bins.at(-1)?.upTo).toBeGreaterThanOrEqual(40_000);
  });

  it("rise strictly, begin empty and hold every row, whatever the lengths", () => {
    for (const lengths of [[1], [1, 1, 1], [512, 513], [3, 1_048_576], [9, 9, 9, 4000], []]) {
      const bins = pictureBins(lengths);
      expect(total(bins)).toBe(lengths.length);
      expect(bins.length).toBeLessThanOrEqual(64);
      expect(bins[0]?.rows ?? 0).toBe(0);
      for (const [i, bin] of bins.entries()) {
        if (i > 0) expect(bin.upTo).toBeGreaterThan(bins[i - 1]?.upTo ?? 0);
      }
    }
  });
});
