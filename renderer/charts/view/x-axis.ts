import { firstIndex, type MetricSeries } from "../series/metric-series.ts";
import type { Span } from "./chart-view.ts";

export const X_AXES = ["step", "epoch", "time"] as const;
export type XAxisKind = (typeof X_AXES)[number];

/** Where the points of a series stand on the chosen axis; never falls along a series. */
export type Position = (index: number) => number;

/** `epochs` is the epoch of each step of the same run; without it, the epoch axis has nothing. */
export function positionOn(
  kind: XAxisKind,
  series: MetricSeries,
  epochs: MetricSeries | null,
): Position {
  if (kind === "step") return (index) => series.steps.at(index);
  if (kind === "time") return (index) => series.wallMs.at(index) / 1000;
  if (epochs === null) return () => Number.NaN;
  return (index) => epochOf(epochs, series.steps.at(index));
}

function epochOf(epochs: MetricSeries, step: number): number {
  const after = firstIndex(epochs.length, (i) => epochs.steps.at(i) >= step);
  return epochs.values.at(Math.min(after, epochs.length - 1));
}

export function extentOf(length: number, position: Position): Span | null {
  if (length === 0) return null;
  const [from, to] = [position(0), position(length - 1)];
  return Number.isFinite(from) && Number.isFinite(to) ? { from, to } : null;
}

/** The indexes in sight and one more at each side, so that lines reach the border. */
export function indexesIn(span: Span, length: number, position: Position) {
  const from = firstIndex(length, (i) => position(i) >= span.from);
  const to = firstIndex(length, (i) => position(i) > span.to);
  return { from: Math.max(0, from - 1), to: Math.min(length, to + 1) };
}

/** The point nearest to a place; -1 where there is none. */
export function nearestIndex(at: number, length: number, position: Position): number {
  if (length === 0) return -1;
  const after = firstIndex(length, (i) => position(i) >= at);
  if (after === 0) return 0;
  if (after === length) return length - 1;
  return at - position(after - 1) <= position(after) - at ? after - 1 : after;
}
