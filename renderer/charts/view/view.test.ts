import { describe, expect, it } from "vitest";
import { MetricSeries } from "../series/metric-series.ts";
import { ChartView } from "./chart-view.ts";
import { linearTicks, logTicks, timeTicks } from "./ticks.ts";
import { extentOf, indexesIn, nearestIndex, positionOn } from "./x-axis.ts";
import { roundAxis } from "./y-axis.ts";

const now = (work: () => void) => work();

function viewOf(from: number, to: number): ChartView {
  const view = new ChartView(now);
  view.reach("a", { from, to });
  return view;
}

describe("a view", () => {
  it("shows all there is, and goes on doing so while a run grows", () => {
    const view = viewOf(1, 100);
    view.reach("b", { from: 50, to: 120 });
    expect(view.shown).toEqual({ from: 1, to: 120 });
    view.reach("b", { from: 50, to: 500 });
    expect(view.shown).toEqual({ from: 1, to: 500 });
    view.reach("b", null);
    expect(view.shown).toEqual({ from: 1, to: 100 });
    expect(new ChartView(now).shown).toEqual({ from: 0, to: 1 });
  });

  it("keeps the point under the pointer where it is, and never leaves the history", () => {
    const view = viewOf(0, 1000);
    view.zoom(0.5, 250);
    const { from, to } = view.shown;
    expect((250 - from) / (to - from)).toBeCloseTo(0.25);
    for (let i = 0; i < 200; i += 1) {
      view.zoom(i % 3 === 0 ? 0.3 : 1.2, (i * 37) % 1000);
      view.pan(i % 2 === 0 ? 0.7 : -0.9);
      const shown = view.shown;
      expect(shown.from).toBeGreaterThanOrEqual(0);
      expect(shown.to).toBeLessThanOrEqual(1000 + 1e-9);
      expect(shown.to).toBeGreaterThan(shown.from);
    }
    view.zoom(1e9, 500);
    expect(view.span).toBeNull();
  });

  it("stays where a reader put it while the run grows, until all is asked for", () => {
    const view = viewOf(0, 100);
    view.show({ from: 20, to: 40 });
    view.reach("a", { from: 0, to: 900 });
    expect(view.shown).toEqual({ from: 20, to: 40 });
    view.reset();
    expect(view.shown).toEqual({ from: 0, to: 900 });
  });

  it("tells once a frame, of moves and of the crosshair apart", () => {
    const frames: (() => void)[] = [];
    const view = new ChartView((work) => void frames.push(work));
    view.reach("a", { from: 0, to: 100 });
    frames.splice(0).forEach((work) => void work());
    let [moves, points] = [0, 0];
    view.onChange(() => {
      moves += 1;
    });
    view.onHover(() => {
      points += 1;
    });
    for (let i = 0; i < 10; i += 1) view.zoom(0.9, 50);
    view.point(3);
    view.point(4);
    expect([frames.length, moves, points]).toEqual([1, 0, 0]);
    frames.splice(0).forEach((work) => void work());
    expect([moves, points]).toEqual([1, 1]);
    view.point(4);
    expect(frames).toHaveLength(0);
  });
});

describe("places on an axis", () => {
  const series = new MetricSeries();
  const epochs = new MetricSeries();
  for (let step = 1; step <= 50; step += 1) {
    series.append(step * 2, step, step * 1500);
    epochs.append(step, step / 10, step);
  }

  it("are steps, seconds of training, or epochs of the same run", () => {
    expect(positionOn("step", series, epochs)(9)).toBe(20);
    expect(positionOn("time", series, epochs)(9)).toBe(15);
    expect(positionOn("epoch", series, epochs)(9)).toBe(2);
    expect(positionOn("epoch", series, epochs)(49)).toBe(5); // past the end: the last there is
    expect(positionOn("epoch", series, null)(9)).toBeNaN();
  });

  it("in sight are all of them and one at each side, whatever the window", () => {
    const at = positionOn("step", series, null);
    for (let from = -3; from < 110; from += 1.5) {
      for (const width of [0.5, 3, 40, 200]) {
        const to = from + width;
        const inside = Array.from({ length: 50 }, (_, i) => i).filter(
          (i) => at(i) >= from && at(i) <= to,
        );
        const found = indexesIn({ from, to }, 50, at);
        for (const i of inside) expect(i >= found.from && i < found.to).toBe(true);
        expect(found.to - found.from).toBeLessThanOrEqual(inside.length + 2);
      }
    }
  });

  it("nearest are those that brute force finds", () => {
    const at = positionOn("step", series, null);
    for (let place = -5; place < 110; place += 0.7) {
      const distances = Array.from({ length: 50 }, (_, i) => Math.abs(at(i) - place));
      const found = nearestIndex(place, 50, at);
      expect(distances[found]).toBe(Math.min(...distances));
    }
    expect(nearestIndex(3, 0, at)).toBe(-1);
    expect(extentOf(0, at)).toBeNull();
    expect(extentOf(50, at)).toEqual({ from: 2, to: 100 });
  });
});

describe("ticks", () => {
  it("are round, inside and about as many as asked for", () => {
    for (const [from, to] of [
      [0, 1],
      [3, 97],
      [-0.0042, 0.011],
      [123_456, 123_789],
      [1e-7, 9e-7],
      [0, 1e12],
    ] as const) {
      const ticks = linearTicks({ from, to }, 6);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(13);
      const slack = (to - from) * 1e-9;
      for (const tick of ticks) expect(tick >= from - slack && tick <= to + slack).toBe(true);
      for (const tick of ticks) expect(String(Math.abs(tick)).length).toBeLessThan(14);
    }
    expect(timeTicks({ from: 0, to: 600 }, 5)).toEqual([0, 120, 240, 360, 480, 600]);
    expect(logTicks({ from: 0.01, to: 100 })).toEqual([0.01, 0.1, 1, 10, 100]);
  });

  it("are the ends of a vertical axis, which holds what is shown", () => {
    for (const log of [false, true]) {
      for (const span of [
        { from: 0.31, to: 3.47 },
        { from: 1, to: 1.0001 },
        { from: 0.00002, to: 0.9 },
        { from: 7, to: 7.7 },
      ]) {
        const axis = roundAxis(span, log, 5);
        expect(axis.from).toBeLessThanOrEqual(span.from);
        expect(axis.to).toBeGreaterThanOrEqual(span.to);
        expect(axis.ticks.length).toBeGreaterThanOrEqual(2);
      }
    }
    expect(roundAxis(null, true, 5).from).toBeGreaterThan(0);
    for (const value of [7.294, 0, -3]) {
      const { from, to, ticks } = roundAxis({ from: value, to: value }, false, 5);
      expect(to).toBeGreaterThan(from);
      expect(new Set(ticks).size).toBe(ticks.length);
    }
  });

  it("do not move with the noise at the border of a moving window", () => {
    const a = roundAxis({ from: 0.312, to: 3.41 }, false, 5);
    const b = roundAxis({ from: 0.334, to: 3.47 }, false, 5);
    expect(a).toEqual(b);
  });
});
