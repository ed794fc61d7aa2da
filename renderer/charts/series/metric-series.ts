import { Column } from "./column.ts";
import { DebiasedMean } from "./debiased-mean.ts";
import { MinMaxPyramid } from "./min-max-pyramid.ts";

/** The whole history of one figure of one run, ordered by step; lives outside React. */
export class MetricSeries {
  readonly steps = new Column();
  readonly wallMs = new Column();
  readonly values = new Column();
  readonly pyramid = new MinMaxPyramid(this.values);
  readonly smooth: DebiasedMean;
  /** Values that were not finite: a run that diverged says so. */
  nonFinite = 0;
  /** Counts changes, so that a drawing knows whether it is up to date. */
  version = 0;

  constructor(smoothing = 0) {
    this.smooth = new DebiasedMean(this.values, smoothing);
  }

  get length(): number {
    return this.values.length;
  }

  /** A step that is not after the last one is a repetition and is left out. */
  append(step: number, value: number, wallMs: number): boolean {
    if (this.length > 0 && step <= this.steps.at(this.length - 1)) return false;
    this.steps.push(step);
    this.wallMs.push(wallMs);
    this.values.push(value);
    if (!Number.isFinite(value)) this.nonFinite += 1;
    this.pyramid.extend();
    this.smooth.extend();
    this.version += 1;
    return true;
  }

  /** A resumed run measures again what came after its checkpoint. */
  cutAfter(step: number): void {
    const keep = firstIndex(this.length, (i) => this.steps.at(i) > step);
    if (keep === this.length) return;
    for (const column of [this.steps, this.wallMs, this.values]) column.cut(keep);
    this.nonFinite = 0;
    for (let i = 0; i < keep; i += 1) if (!Number.isFinite(this.values.at(i))) this.nonFinite += 1;
    this.pyramid.cut(keep);
    this.smooth.restart();
    this.version += 1;
  }

  setSmoothing(smoothing: number): void {
    if (smoothing === this.smooth.smoothing) return;
    this.smooth.setSmoothing(smoothing);
    this.version += 1;
  }
}

/** First index for which `holds`, when it holds for all later ones too; else `length`. */
export function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
