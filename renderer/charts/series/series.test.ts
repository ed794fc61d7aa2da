import { describe, expect, it } from "vitest";
import { Column } from "./column.ts";
import { DebiasedMean } from "./debiased-mean.ts";
import { firstIndex, MetricSeries } from "./metric-series.ts";
import { MinMaxPyramid } from "./min-max-pyramid.ts";
import { selectBlocks, selectPoints } from "./select-points.ts";

/** Numbers that repeat from run to run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function filled(values: readonly number[]) {
  const column = new Column();
  const pyramid = new MinMaxPyramid(column);
  for (const value of values) {
    column.push(value);
    pyramid.extend();
  }
  return { column, pyramid };
}

function bruteForce(values: readonly number[], from: number, to: number) {
  let min = -1;
  let max = -1;
  for (let i = from; i < Math.min(to, values.length); i += 1) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    if (min < 0 || value < (values[min] ?? 0)) min = i;
    if (max < 0 || value > (values[max] ?? 0)) max = i;
  }
  return min < 0 ? null : { min, max };
}

/** Few different values, so that ties are common, and some that are not finite. */
function noisy(count: number, seed: number): number[] {
  const next = random(seed);
  return Array.from({ length: count }, () => {
    const draw = next();
    if (draw < 0.02) return Number.NaN;
    if (draw < 0.03) return Number.POSITIVE_INFINITY;
    return Math.floor(next() * 50) / 10;
  });
}

describe("the min/max pyramid", () => {
  it("agrees with looking at every value, for every range of lengths around block borders", () => {
    for (const length of [0, 1, 7, 8, 9, 63, 64, 65, 130]) {
      const values = noisy(length, length + 1);
      const { pyramid } = filled(values);
      for (let from = 0; from <= length; from += 1) {
        for (let to = from; to <= length; to += 1) {
          expect(pyramid.extremes(from, to)).toEqual(bruteForce(values, from, to));
        }
      }
    }
  });

  it("agrees on random ranges of a long history, while it grows and after it was cut", () => {
    const next = random(7);
    const { column, pyramid } = filled([]);
    let values: number[] = [];
    const check = () => {
      for (let i = 0; i < 200; i += 1) {
        const from = Math.floor(next() * values.length);
        const to = from + Math.floor(next() * (values.length - from + 1));
        expect(pyramid.extremes(from, to)).toEqual(bruteForce(values, from, to));
      }
    };
    for (const [grow, cut] of [
      [5000, 4999],
      [3000, 1],
      [20_000, 8192],
      [10, 8191],
      [9000, 0],
      [777, 777],
    ] as const) {
      for (const value of noisy(grow, grow)) {
        values.push(value);
        column.push(value);
        pyramid.extend();
      }
      check();
      values = values.slice(0, cut);
      column.cut(cut);
      pyramid.cut(cut);
      check();
    }
  });
});

describe("the points to draw", () => {
  it("are few, ascending, and hold the ends and the extremes of every window", () => {
    const values = noisy(100_000, 3);
    const { column, pyramid } = filled(values);
    const next = random(11);
    for (let i = 0; i < 100; i += 1) {
      const from = Math.floor(next() * 99_000);
      const to = from + 1 + Math.floor(next() * (100_000 - from));
      const chosen = selectPoints(column, pyramid, { from, to }, 500);
      expect(chosen.length).toBeLessThanOrEqual(500);
      expect(chosen.every((index, k) => k === 0 || index > (chosen[k - 1] ?? 0))).toBe(true);
      expect([chosen[0], chosen.at(-1)]).toEqual([from, to - 1]);
      const truth = bruteForce(values, from, to);
      if (truth === null) continue;
      const drawn = chosen.map((index) => values[index] ?? Number.NaN).filter(Number.isFinite);
      expect(Math.min(...drawn)).toBe(values[truth.min]);
      expect(Math.max(...drawn)).toBe(values[truth.max]);
    }
  });

  it("are all of them where they are few, and none of none", () => {
    const { column, pyramid } = filled([3, 1, 2]);
    expect(selectPoints(column, pyramid, { from: -5, to: 99 }, 500)).toEqual([0, 1, 2]);
    expect(selectPoints(column, pyramid, { from: 2, to: 2 }, 500)).toEqual([]);
  });

  it("stay the same inside while the window moves", () => {
    const { column, pyramid } = filled(noisy(100_000, 5));
    const a = selectPoints(column, pyramid, { from: 10_000, to: 60_000 }, 500);
    const b = selectPoints(column, pyramid, { from: 10_777, to: 60_777 }, 500);
    const inside = (points: number[]) => points.filter((i) => i > 12_000 && i < 58_000);
    expect(inside(a)).toEqual(inside(b));
  });

  it("leave a gap where a whole stretch was not finite", () => {
    const values = Array.from({ length: 4096 }, (_, i) => (i >= 1024 && i < 3072 ? Number.NaN : i));
    const { column, pyramid } = filled(values);
    const chosen = selectPoints(column, pyramid, { from: 0, to: 4096 }, 100);
    expect(chosen.some((i) => Number.isNaN(values[i] ?? 0))).toBe(true);
  });
});

describe("the debiased mean", () => {
  const truth = (values: readonly number[], past: number, end: number) => {
    let sum = 0;
    let weight = 0;
    let power = 1;
    for (let i = end; i >= 0; i -= 1) {
      const value = values[i] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      sum += power * value;
      weight += power;
      power *= past;
    }
    return sum / weight;
  };

  it.each([0, 0.3, 0.9, 0.99])("is the weighted mean of all values before, at %d", (past) => {
    const values = noisy(400, 17);
    const { column } = filled(values);
    const mean = new DebiasedMean(column, past);
    mean.extend();
    for (const [i, value] of values.entries()) {
      if (!Number.isFinite(value)) expect(mean.means.at(i)).toBeNaN();
      else expect(mean.means.at(i)).toBeCloseTo(truth(values, past, i), 9);
    }
  });

  it("has the average height of any stretch, gaps left out", () => {
    const { column } = filled(noisy(500, 23));
    const mean = new DebiasedMean(column, 0.8);
    mean.extend();
    const next = random(29);
    for (let i = 0; i < 300; i += 1) {
      const from = Math.floor(next() * 500);
      const to = from + Math.floor(next() * (510 - from));
      const inside = Array.from({ length: to - from }, (_, k) => mean.means.at(from + k));
      const finite = inside.filter(Number.isFinite);
      const truth = finite.reduce((sum, value) => sum + value, 0) / finite.length;
      if (finite.length === 0) expect(mean.average(from, to)).toBeNaN();
      else expect(mean.average(from, to)).toBeCloseTo(truth, 9);
    }
  });

  it("is drawn by stretches that cover the window once and are few", () => {
    const next = random(31);
    for (let i = 0; i < 200; i += 1) {
      const from = Math.floor(next() * 90_000);
      const to = from + Math.floor(next() * 90_000);
      const blocks = selectBlocks({ from, to }, 500);
      expect(blocks.length).toBeLessThanOrEqual(500);
      let at = from;
      for (const block of blocks) {
        expect(block.from).toBe(at);
        expect(block.to).toBeGreaterThan(at);
        at = block.to;
      }
      expect(at).toBe(to);
    }
  });

  it("is the same however it came about: in pieces, or after another smoothing", () => {
    const values = noisy(3000, 19);
    const { column } = filled(values);
    const whole = new DebiasedMean(column, 0.95);
    whole.extend();
    const later = new DebiasedMean(column, 0.1);
    later.extend();
    later.setSmoothing(0.95);
    const series = new MetricSeries(0.95);
    for (const [i, value] of values.entries()) series.append(i, value, i);
    for (let i = 0; i < values.length; i += 1) {
      expect(later.means.at(i)).toBe(whole.means.at(i));
      expect(series.smooth.means.at(i)).toBe(whole.means.at(i));
    }
    expect(later.average(0, 3000)).toBe(whole.average(0, 3000));
  });
});

describe("a series", () => {
  it("leaves repetitions out and measures again after a resume, as if it never stopped", () => {
    const straight = new MetricSeries(0.5);
    for (let i = 1; i <= 200; i += 1) straight.append(i, Math.sin(i), i);
    const resumed = new MetricSeries(0.5);
    for (let i = 1; i <= 150; i += 1) resumed.append(i, i === 140 ? Number.NaN : Math.sin(i), i);
    expect(resumed.append(150, 9, 150)).toBe(false);
    expect(resumed.nonFinite).toBe(1);
    resumed.cutAfter(100);
    for (let i = 101; i <= 200; i += 1) resumed.append(i, Math.sin(i), i);
    expect(resumed.nonFinite).toBe(0);
    expect(resumed.length).toBe(200);
    for (let i = 0; i < 200; i += 1) {
      expect(resumed.smooth.means.at(i)).toBe(straight.smooth.means.at(i));
    }
    expect(resumed.pyramid.extremes(0, 200)).toEqual(straight.pyramid.extremes(0, 200));
  });

  it("finds where a condition begins to hold", () => {
    for (let length = 0; length < 20; length += 1) {
      for (let at = 0; at <= length; at += 1) expect(firstIndex(length, (i) => i >= at)).toBe(at);
    }
  });
});
