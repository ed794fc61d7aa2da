import type { Distribution } from "./dataset.ts";

/** Quantiles by the nearest rank: always a value that occurs. All zero for no values. */
export function distributionOf(values: ArrayLike<number>): Distribution {
  const sorted = Float64Array.from(values).sort();
  const count = sorted.length;
  if (count === 0) return { minimum: 0, mean: 0, median: 0, p95: 0, maximum: 0 };
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * count) - 1)] ?? 0;
  const sum = sorted.reduce((total, value) => total + value, 0);
  return { minimum: at(0), mean: sum / count, median: at(0.5), p95: at(0.95), maximum: at(1) };
}
