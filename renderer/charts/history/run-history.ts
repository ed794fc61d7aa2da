import type { MetricPage, MetricPageQuery } from "../../../electron/shared/domain/metric.ts";
import type { RunEvent } from "../../../electron/shared/domain/run-live.ts";
import { MetricSeries } from "../series/metric-series.ts";

/** Asks for a page of a metric: the contract's runs.metrics. */
export type FetchPage = (query: MetricPageQuery) => Promise<MetricPage>;

type StepEvent = Extract<RunEvent, { type: "step" }>;

/** What every step has, loss first: it is what is looked at first. */
const STEP_METRICS = [
  "loss",
  "epoch",
  "learningRate",
  "gradNorm",
  "residentBytes",
  "tokens",
  "stepMs",
] as const;
const SPEED_OF = ["tokens", "stepMs"] as const;
type StepMetric = (typeof STEP_METRICS)[number];
const MEASURED = ["validationLoss", "perplexity"] as const;

export type MetricName = StepMetric | (typeof MEASURED)[number] | "tokensPerS";

/** Everything, what is looked at first in front. */
export const ALL_METRICS: readonly MetricName[] = [
  "loss",
  ...MEASURED,
  ...STEP_METRICS.slice(1),
  "tokensPerS",
];

/** So long that few questions are asked, so short that the answer does not hold up the program. */
const PAGE = 20_000;

/**
 * Everything a run has measured, held in the window: what is stored is read page by page, what
 * happens meanwhile waits and follows it. So a reload shows the whole history, and then goes on.
 */
export class RunHistory {
  readonly run: string;
  readonly #fetch: FetchPage;
  readonly #series = new Map<MetricName, MetricSeries>();
  readonly #listeners = new Set<() => void>();
  /** What is read and followed; the rest is not held. */
  readonly #held = new Set<MetricName>();
  #reading: Promise<void> = Promise.resolve();
  /** Events that came while the stored history was read; null when it is all there. */
  #waiting: RunEvent[] | null = null;
  #revision = 0;
  #loaded = false;
  #smoothing: number;

  constructor(run: string, fetch: FetchPage, smoothing = 0) {
    this.run = run;
    this.#fetch = fetch;
    this.#smoothing = smoothing;
  }

  /** Counts changes. */
  get revision(): number {
    return this.#revision;
  }

  /** True once the stored history is here. */
  get loaded(): boolean {
    return this.#loaded;
  }

  series(name: MetricName): MetricSeries {
    let series = this.#series.get(name);
    if (series === undefined) {
      series = new MetricSeries(name === "epoch" ? 0 : this.#smoothing);
      this.#series.set(name, series);
    }
    return series;
  }

  setSmoothing(smoothing: number): void {
    this.#smoothing = smoothing;
    for (const [name, series] of this.#series) if (name !== "epoch") series.setSmoothing(smoothing);
    this.#changed();
  }

  onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /**
   * Reads what is stored of these metrics, each once. Call when the stream has said "attached", or
   * for a run that rests. The loss is always read: it has the time of every step.
   */
  load(metrics: readonly MetricName[], signal: AbortSignal): Promise<void> {
    const read = this.#reading.then(() => this.#load(metrics, signal));
    this.#reading = read.catch(() => {}); // the next reading does not fail for this one
    return read;
  }

  async #load(metrics: readonly MetricName[], signal: AbortSignal): Promise<void> {
    const wanted = new Set<MetricName>(["loss", ...metrics]);
    if (wanted.has("tokensPerS")) for (const part of SPEED_OF) wanted.add(part);
    this.#waiting ??= [];
    for (const name of ALL_METRICS) {
      if (!wanted.has(name)) continue;
      if (name === "tokensPerS") this.#fillSpeed();
      else await this.#read(name, signal);
      if (signal.aborted) return;
      this.#held.add(name);
    }
    this.#loaded = true;
    const events = this.#waiting;
    this.#waiting = null;
    this.apply(events);
    this.#changed();
  }

  apply(events: readonly RunEvent[]): void {
    if (this.#waiting !== null) {
      this.#waiting.push(...events);
      return;
    }
    let moved = false;
    for (const event of events) moved = this.#apply(event) || moved;
    if (moved) this.#changed();
  }

  #apply(event: RunEvent): boolean {
    if (event.type === "step") return this.#step(event);
    if (event.type === "evaluation") {
      const wallMs = this.#wallMs();
      this.#append("perplexity", event.step, event.perplexity, wallMs);
      return this.#append("validationLoss", event.step, event.loss, wallMs);
    }
    if (event.type !== "start") return false;
    for (const series of this.#series.values()) series.cutAfter(event.step);
    return true;
  }

  #step(event: StepEvent): boolean {
    const wallMs = this.#wallMs() + event.stepMs;
    if (!this.#append("loss", event.step, event.loss, wallMs)) return false;
    for (const name of STEP_METRICS) this.#append(name, event.step, event[name], wallMs);
    const speed = (1000 * event.tokens) / Math.max(event.stepMs, 1e-3);
    this.#append("tokensPerS", event.step, speed, wallMs);
    return true;
  }

  /** A figure that is not held would begin in the middle: it is read whole when it is wanted. */
  #append(name: MetricName, step: number, value: number, wallMs: number): boolean {
    return this.#held.has(name) && this.series(name).append(step, value, wallMs);
  }

  #wallMs(): number {
    const { wallMs, length } = this.series("loss");
    return length === 0 ? 0 : wallMs.at(length - 1);
  }

  async #read(name: MetricName, signal: AbortSignal): Promise<void> {
    const series = this.series(name);
    const first = series.length === 0 ? -1 : series.steps.at(series.length - 1);
    for (let after: number | null = first; after !== null; ) {
      const query = { runId: this.run, name, afterStep: after, limit: PAGE };
      const page: MetricPage = await this.#fetch(query);
      if (signal.aborted) return;
      for (let i = 0; i < page.steps.length; i += 1) {
        series.append(page.steps[i] as number, page.values[i] as number, page.wallMs[i] as number);
      }
      after = page.nextAfterStep;
      this.#changed();
    }
  }

  /** Tokens a second of every step that is stored. */
  #fillSpeed(): void {
    const tokens = this.series("tokens");
    const stepMs = this.series("stepMs");
    const speed = this.series("tokensPerS");
    for (let i = 0; i < Math.min(tokens.length, stepMs.length); i += 1) {
      const perS = (1000 * tokens.values.at(i)) / Math.max(stepMs.values.at(i), 1e-3);
      speed.append(tokens.steps.at(i), perS, tokens.wallMs.at(i));
    }
  }

  #changed(): void {
    this.#revision += 1;
    for (const listener of this.#listeners) listener();
  }
}
