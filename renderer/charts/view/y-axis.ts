import type { Span } from "./chart-view.ts";
import { linearTicks, logTicks } from "./ticks.ts";

export interface RoundAxis extends Span {
  readonly ticks: readonly number[];
}

/**
 * A vertical axis that holds a span: its ends are ticks, so that noise at the border of a moving
 * window does not make it jump. Null: nothing to show, an axis of some height all the same.
 */
export function roundAxis(span: Span | null, log: boolean, count: number): RoundAxis {
  if (span === null) return { from: log ? 0.1 : 0, to: 1, ticks: log ? [0.1, 1] : [0, 0.5, 1] };
  return log ? logAxis(span) : linearAxis(widened(span), count);
}

/** A first point alone, or a flat line, has no height: equal ends would be two ticks at one place. */
function widened({ from, to }: Span): Span {
  if (to > from) return { from, to };
  const half = Math.abs(from) * 0.1 || 0.5;
  return { from: from - half, to: from + half };
}

function linearAxis({ from, to }: Span, count: number): RoundAxis {
  const [first = from, second = to] = linearTicks({ from, to }, count);
  const step = second - first > 0 ? second - first : to - from;
  const low = first <= from ? first : first - step;
  const steps = Math.max(1, Math.ceil((to - low) / step - 1e-9));
  const ticks = Array.from({ length: steps + 1 }, (_, i) =>
    Number((low + i * step).toPrecision(12)),
  );
  return { from: ticks[0] ?? from, to: ticks.at(-1) ?? to, ticks };
}

function logAxis({ from, to }: Span): RoundAxis {
  const low = nearestBelow(from);
  const high = nearestAbove(to);
  const ends = { from: low, to: high > low ? high : low * 10 };
  return { ...ends, ticks: logTicks(ends) };
}

/** The largest 1, 2 or 5 times a power of ten that is not above the value. */
function nearestBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [5, 2, 1].find((m) => m * power <= value * (1 + 1e-9)) ?? 1;
  return Number((step * power).toPrecision(6));
}

/** The smallest such value that is not below. */
function nearestAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5].find((m) => m * power >= value * (1 - 1e-9)) ?? 10;
  return Number((step * power).toPrecision(6));
}
