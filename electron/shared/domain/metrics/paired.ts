import { type BootstrapOptions, type Interval, percentileInterval, resample } from "./bootstrap.ts";
import { requirePairs } from "./classification.ts";

export interface McNemar {
  onlyFirst: number; // rows the first model has right and the second wrong
  onlySecond: number;
  pValue: number; // two-sided, exact
}

/**
 * Exact McNemar test of two models on the same rows: under the null hypothesis a row that only one
 * of them has right is a fair coin, so the p-value is a two-sided binomial tail at 1/2.
 */
export function mcnemarExact(
  firstRight: ArrayLike<number>,
  secondRight: ArrayLike<number>,
): McNemar {
  requirePairs(firstRight, secondRight);
  let onlyFirst = 0;
  let onlySecond = 0;
  for (let i = 0; i < firstRight.length; i++) {
    const a = (firstRight[i] ?? 0) !== 0;
    const b = (secondRight[i] ?? 0) !== 0;
    if (a && !b) onlyFirst++;
    if (b && !a) onlySecond++;
  }
  return { onlyFirst, onlySecond, pValue: fairCoinTwoSided(onlyFirst, onlySecond) };
}

/** min(1, 2 P(X <= min(a, b))) for X ~ Binomial(a + b, 1/2); in logarithms, so it cannot overflow. */
export function fairCoinTwoSided(a: number, b: number): number {
  const n = a + b;
  const smaller = Math.min(a, b);
  let logTerm = -n * Math.LN2; // log of C(n, 0) / 2^n
  let tail = Math.exp(logTerm);
  for (let i = 1; i <= smaller; i++) {
    logTerm += Math.log((n - i + 1) / i);
    tail += Math.exp(logTerm);
  }
  return Math.min(1, 2 * tail);
}

export interface PairedDifference extends Interval {
  /** Share of resamples in which the second model is not better than the first. */
  shareNotBetter: number;
}

/**
 * Percentile bootstrap of second - first: both models are scored on the same resampled rows, so
 * what makes a row hard for both cancels out.
 */
export function pairedDifference(
  rows: number,
  first: (rowNumbers: Int32Array) => number,
  second: (rowNumbers: Int32Array) => number,
  options: BootstrapOptions = {},
): PairedDifference {
  const difference = (drawn: Int32Array) => second(drawn) - first(drawn);
  const sorted = resample(rows, difference, options);
  const all = Int32Array.from({ length: rows }, (_, i) => i);
  let notBetter = 0;
  for (const value of sorted) if (value <= 0) notBetter++;
  return {
    ...percentileInterval(difference(all), sorted, options.confidence),
    shareNotBetter: notBetter / sorted.length,
  };
}
