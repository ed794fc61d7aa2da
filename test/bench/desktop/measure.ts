/** Figures of the window, measured as a person meets them: from outside, on the shipped program. */
import { loadavg } from "node:os";

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the value must not pass. */
  readonly bar: number;
  readonly better: "lower" | "higher";
  readonly samples: number;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Nearest rank: the smallest value that at least this share of the values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** One JSON object a line, with the machine's load: other work on it shows in every figure. */
export function print(figure: Figure): void {
  const holds = figure.better === "lower" ? figure.value <= figure.bar : figure.value >= figure.bar;
  const load = Number((loadavg()[0] ?? 0).toFixed(2));
  const value = Number(figure.value.toFixed(figure.value < 10 ? 2 : 1));
  process.stdout.write(`${JSON.stringify({ ...figure, value, holds, load })}\n`);
}
