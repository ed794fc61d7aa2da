import type { EngineEvent } from "../../shared/domain/engine-events.ts";
import { count, significant } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";

const SMOOTHING = 0.95;

/** Tells the steps of a run: a bar with loss and speed for people, every event for programs. */
export class TrainingProgress {
  readonly #reporter: Reporter;
  #totalSteps = 0;
  #smoothLoss = 0;
  #weight = 0;
  #tokens = 0;
  #milliseconds = 0;

  constructor(reporter: Reporter) {
    this.#reporter = reporter;
  }

  /** Phases and notices come by hooks of their own. */
  readonly onEvent = (event: EngineEvent): void => {
    const { type, ...fields } = event;
    if (type !== "phase" && type !== "notice") this.#reporter.event(type, fields);
    if (event.type === "start") this.#started(event);
    if (event.type === "step") this.#stepped(event);
    if (event.type === "evaluation") this.#evaluated(event);
  };

  #started(event: Extract<EngineEvent, { type: "start" }>): void {
    this.#totalSteps = event.totalSteps;
    if (event.resumedFrom === null || this.#reporter.json) return;
    this.#reporter.notice(
      `Continuing after step ${count(event.step)} of ${count(event.totalSteps)}.`,
    );
  }

  #stepped(event: Extract<EngineEvent, { type: "step" }>): void {
    // Exponential moving average, divided by its total weight so that the start is not biased to 0.
    this.#smoothLoss = SMOOTHING * this.#smoothLoss + (1 - SMOOTHING) * event.loss;
    this.#weight = SMOOTHING * this.#weight + (1 - SMOOTHING);
    this.#tokens += event.tokens;
    this.#milliseconds += event.stepMs;
    const loss = significant(this.#smoothLoss / this.#weight);
    const speed = count((1000 * this.#tokens) / Math.max(1, this.#milliseconds));
    this.#reporter.progress(
      { phase: "training", done: event.step, total: this.#totalSteps },
      `loss ${loss}, ${speed} tokens/s`,
    );
  }

  #evaluated(event: Extract<EngineEvent, { type: "evaluation" }>): void {
    if (this.#reporter.json) return;
    const best = event.best ? ", best so far" : "";
    this.#reporter.notice(
      `Step ${count(event.step)}: validation loss ${significant(event.loss)}, ` +
        `perplexity ${significant(event.perplexity)}${best}`,
    );
  }
}
