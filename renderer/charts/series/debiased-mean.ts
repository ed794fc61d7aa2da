import { Column } from "./column.ts";

/** Largest weight of the past that a slider offers: beyond it a line says nothing about its run. */
export const MAX_SMOOTHING = 0.99;

/**
 * Exponential moving average of a column at full resolution, divided by the total weight seen so
 * far (Adam's bias correction), so that the first values are not drawn towards zero. A value that
 * is not finite leaves a gap and does not enter the mean.
 */
export class DebiasedMean {
  readonly #values: Column;
  readonly means = new Column();
  /** Sum and number of the finite means before each index: the mean of any stretch in O(1). */
  readonly #sums = new Column();
  readonly #counts = new Column();
  #smoothing: number;
  #sum = 0;
  #weight = 0;
  #total = 0;
  #count = 0;

  constructor(values: Column, smoothing: number) {
    this.#values = values;
    this.#smoothing = smoothing;
  }

  get smoothing(): number {
    return this.#smoothing;
  }

  /** 0 = the values themselves. Recomputes everything when it changes. */
  setSmoothing(smoothing: number): void {
    if (smoothing === this.#smoothing) return;
    this.#smoothing = smoothing;
    this.restart();
  }

  extend(): void {
    const past = this.#smoothing;
    for (let i = this.means.length; i < this.#values.length; i += 1) {
      const value = this.#values.at(i);
      this.#sums.push(this.#total);
      this.#counts.push(this.#count);
      if (!Number.isFinite(value)) {
        this.means.push(Number.NaN);
        continue;
      }
      this.#sum = past * this.#sum + (1 - past) * value;
      this.#weight = past * this.#weight + (1 - past);
      const mean = this.#sum / this.#weight;
      this.means.push(mean);
      this.#total += mean;
      this.#count += 1;
    }
  }

  /** The average height of the line from index `from` up to but without `to`; NaN where it is a gap. */
  average(from: number, to: number): number {
    const length = this.means.length;
    const [first, last] = [Math.max(0, from), Math.min(to, length)];
    if (first >= last) return Number.NaN;
    const total = last === length ? this.#total : this.#sums.at(last);
    const count = last === length ? this.#count : this.#counts.at(last);
    return (total - this.#sums.at(first)) / (count - this.#counts.at(first));
  }

  /** Computes everything again: the values before are others. */
  restart(): void {
    for (const column of [this.means, this.#sums, this.#counts]) column.cut(0);
    this.#sum = 0;
    this.#weight = 0;
    this.#total = 0;
    this.#count = 0;
    this.extend();
  }
}
