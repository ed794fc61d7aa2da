import type { MetricSeries } from "../series/metric-series.ts";
import { selectBlocks, selectPoints } from "../series/select-points.ts";
import type { Span } from "../view/chart-view.ts";
import { indexesIn, type Position } from "../view/x-axis.ts";
import type { LineStyle } from "./line-style.ts";

/** However long a history is: more would not be seen on a screen. */
export const MAX_POINTS = 500;

/** One figure of one run on a chart. */
export interface ChartLine {
  readonly id: string;
  readonly label: string;
  readonly series: MetricSeries;
  /** The epoch of every step of the same run. */
  readonly epochs: MetricSeries | null;
  readonly style: LineStyle;
  /** Few points, measured now and then: drawn with a mark on each, never smoothed. */
  readonly sparse: boolean;
}

/** The points of a line to draw, in the units of the axes; a y that is not finite is a gap. */
export interface Trace {
  readonly line: ChartLine;
  readonly kind: "raw" | "smooth";
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

/** What was measured: the smallest and the largest value of each stretch. */
export function rawTrace(line: ChartLine, span: Span, position: Position): Trace {
  const { values, pyramid, length } = line.series;
  const chosen = selectPoints(values, pyramid, indexesIn(span, length, position), MAX_POINTS);
  const xs = Float64Array.from(chosen, position);
  const ys = Float64Array.from(chosen, (index) => values.at(index));
  return { line, kind: "raw", xs, ys };
}

/** The mean at full resolution; where points are many, its average height over each stretch. */
export function smoothTrace(line: ChartLine, span: Span, position: Position): Trace {
  const { smooth, length } = line.series;
  const blocks = selectBlocks(indexesIn(span, length, position), MAX_POINTS);
  const middle = ({ from, to }: (typeof blocks)[number]) => (from + to - 1) >> 1;
  const xs = Float64Array.from(blocks, (block) => position(middle(block)));
  const ys = Float64Array.from(blocks, ({ from, to }) => smooth.average(from, to));
  return { line, kind: "smooth", xs, ys };
}

export function isSmoothed({ sparse, series }: ChartLine): boolean {
  return !sparse && series.smooth.smoothing > 0;
}

/** How far the traces reach up and down inside the span; null where nothing can be drawn. */
export function heightOf(traces: readonly Trace[], span: Span, log: boolean): Span | null {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { xs, ys } of traces) {
    for (let i = 0; i < xs.length; i += 1) {
      const [x, y] = [xs[i] as number, ys[i] as number];
      if (x < span.from || x > span.to || !Number.isFinite(y) || (log && y <= 0)) continue;
      from = Math.min(from, y);
      to = Math.max(to, y);
    }
  }
  if (from > to) return null;
  if (from < to) return { from, to };
  if (log) return { from: from / 2, to: to * 2 };
  const around = Math.abs(from) / 10 || 1;
  return { from: from - around, to: to + around };
}
