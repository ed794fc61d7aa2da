import { AppError } from "../../errors.ts";
import { drawIndices } from "./counter-random.ts";

export const BOOTSTRAP_RESAMPLES = 2000;
export const BOOTSTRAP_SEED = 20_240_601;
const BOOTSTRAP_STREAM = 1;

export interface Interval {
  value: number;
  low: number;
  high: number;
}

export interface BootstrapOptions {
  resamples?: number;
  seed?: number;
  confidence?: number; // 0.95 = 95 % interval
}

/** Linear-interpolation quantile of an ascending array (numpy's default, type 7). */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const position = q * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
  return low + (position - below) * (high - low);
}

/**
 * Draws `resamples` samples of `rows` row numbers with replacement and hands each to `statistic`;
 * the values come back ascending. The array passed to `statistic` is reused.
 */
export function resample(
  rows: number,
  statistic: (rowNumbers: Int32Array) => number,
  options: BootstrapOptions = {},
): Float64Array {
  if (!Number.isInteger(rows) || rows < 1) {
    throw new AppError("INVALID_INPUT", `A bootstrap needs at least one row, ${rows} were given.`, {
      field: "rows",
    });
  }
  const values = new Float64Array(options.resamples ?? BOOTSTRAP_RESAMPLES);
  const drawn = new Int32Array(rows);
  for (let i = 0; i < values.length; i++) {
    drawIndices(drawn, rows, options.seed ?? BOOTSTRAP_SEED, BOOTSTRAP_STREAM, i);
    values[i] = statistic(drawn);
  }
  return values.sort();
}

export function percentileInterval(
  value: number,
  sorted: Float64Array,
  confidence = 0.95,
): Interval {
  const tail = (1 - confidence) / 2;
  return { value, low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) };
}

/** Percentile bootstrap interval of any statistic of a set of rows (Efron 1979). */
export function bootstrapInterval(
  rows: number,
  statistic: (rowNumbers: Int32Array) => number,
  options: BootstrapOptions = {},
): Interval {
  const all = Int32Array.from({ length: rows }, (_, i) => i);
  const sorted = resample(rows, statistic, options);
  return percentileInterval(statistic(all), sorted, options.confidence);
}

/** Interval of a mean, for instance of hits (0 or 1) per row. */
export function meanInterval(values: ArrayLike<number>, options: BootstrapOptions = {}): Interval {
  return bootstrapInterval(values.length, (rows) => meanOver(values, rows), options);
}

export function meanOver(values: ArrayLike<number>, rows: Int32Array): number {
  let sum = 0;
  for (const row of rows) sum += values[row] ?? Number.NaN;
  return sum / rows.length;
}
