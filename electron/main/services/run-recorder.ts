import type { EngineEvent } from "../../shared/domain/engine-events.ts";
import type { MetricPoint } from "../../shared/domain/metric.ts";
import type { TrainerEvent } from "../trainer-host/protocol/messages.ts";
import type { TrainHooks } from "./api/run.ts";
import type { EngineContext } from "./engine-context.ts";
import { checkpointName, checkpointPath } from "./run-places.ts";

const FLUSH_MS = 250;
const STEP_METRICS = [
  "epoch",
  "loss",
  "learningRate",
  "gradNorm",
  "tokens",
  "lossTokens",
  "stepMs",
  "residentBytes",
] as const;

type StepEvent = Extract<EngineEvent, { type: "step" }>;
type CheckpointEvent = Extract<EngineEvent, { type: "checkpoint" }>;

/**
 * Writes what a run reports into the store, in the order it happened: metrics in batches, a
 * checkpoint's row after its folder is whole, and never before the metrics of the steps it holds.
 */
export class RunRecorder {
  readonly #context: EngineContext;
  readonly #runId: string;
  readonly #hooks: TrainHooks;
  #points: MetricPoint[] = [];
  #timer: NodeJS.Timeout | null = null;
  #wallMs = 0;
  #phase: string | null = null; // as the store has it
  #nextPhase: string | null = null;
  /** What settle() met: the next event raises it, so that the run ends. */
  #failure: unknown = null;
  /** Checkpoints committed since this recorder began: a restart that reached one was worth it. */
  committed = 0;

  constructor(context: EngineContext, runId: string, hooks: TrainHooks) {
    this.#context = context;
    this.#runId = runId;
    this.#hooks = hooks;
  }

  /** Given to the trainer's request. What it throws ends the run. */
  readonly onEvent = (event: TrainerEvent): void => {
    if (this.#failure !== null) throw this.#failure;
    if (event.kind === "progress") this.#hooks.onProgress?.(event);
    else if (event.kind === "checkpoints") this.#dropRemoved(event.directories);
    else if (event.kind === "engine") {
      this.#record(event.event);
      this.#hooks.onEvent?.(event.event);
    }
  };

  #record(event: EngineEvent): void {
    if (event.type === "step") this.#step(event);
    else if (event.type === "checkpoint") this.#checkpoint(event);
    else if (event.type === "phase") this.#enter(event.phase, event.done, event.total);
    else if (event.type === "start") this.#start(event);
    else if (event.type === "history") this.#refill(event.steps);
    else if (event.type === "evaluation") {
      this.#add(event.step, "validationLoss", event.loss);
      this.#add(event.step, "perplexity", event.perplexity);
    } else this.#hooks.onNotice?.(event.message);
  }

  /** What was measured after the checkpoint that the engine goes on from is measured again. */
  #start(event: Extract<EngineEvent, { type: "start" }>): void {
    const { metrics } = this.#context.store;
    metrics.dropAfter(this.#runId, event.step);
    this.#wallMs = metrics.last(this.#runId, "loss")?.wallMs ?? 0;
    this.#add(event.step, "totalSteps", event.totalSteps);
    this.#add(event.step, "plannedBytes", event.plannedBytes);
    this.flush();
    const left = event.droppedTrain + event.droppedValidation;
    if (left > 0) {
      this.#hooks.onNotice?.(
        `${event.droppedTrain} training and ${event.droppedValidation} validation rows are longer ` +
          "than the context length and are left out.",
      );
    }
  }

  /** Steps before the checkpoint that ended with the process before they reached the store. */
  #refill(steps: readonly StepEvent[]): void {
    const known = this.#context.store.metrics.last(this.#runId, "loss");
    this.#wallMs = known?.wallMs ?? 0;
    for (const step of steps) if (step.step > (known?.step ?? 0)) this.#step(step);
    this.flush();
  }

  #step(event: StepEvent): void {
    this.#wallMs += event.stepMs;
    for (const name of STEP_METRICS) this.#add(event.step, name, event[name]);
  }

  #checkpoint(event: CheckpointEvent): void {
    this.flush();
    this.#context.store.checkpoints.commit({
      runId: this.#runId,
      step: event.step,
      path: checkpointPath(this.#runId, event.directory),
      manifestSha256: event.manifestSha256,
      best: event.best,
      loss: event.loss,
      bytes: event.bytes,
    });
    this.committed++;
  }

  /** Retention removed folders: their rows go too. */
  #dropRemoved(directories: readonly string[]): void {
    const there = new Set(directories);
    const { checkpoints } = this.#context.store;
    for (const row of checkpoints.list(this.#runId)) {
      if (!there.has(checkpointName(row))) checkpoints.remove(this.#runId, row.step);
    }
  }

  #enter(phase: string, done: number, total: number): void {
    this.#nextPhase = phase; // saving may begin and end many times a second
    this.#timer ??= setTimeout(() => this.settle(), FLUSH_MS);
    this.#hooks.onProgress?.({ phase, done, total });
  }

  #add(step: number, name: string, value: number): void {
    this.#points.push({ step, name, value, wallMs: this.#wallMs });
    this.#timer ??= setTimeout(() => this.settle(), FLUSH_MS);
  }

  /** What fails here is raised by the next event, so that it ends the run and not the caller. */
  settle(): void {
    try {
      this.flush();
      if (this.#nextPhase !== this.#phase) {
        this.#context.store.runs.setPhase(this.#runId, this.#nextPhase);
        this.#phase = this.#nextPhase;
      }
    } catch (error) {
      this.#failure = error;
    }
  }

  /** Records what the run took as a whole. */
  finish(step: number, peakBytes: number): void {
    this.#add(step, "peakBytes", peakBytes);
    this.flush();
  }

  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const points = this.#points;
    this.#points = [];
    this.#context.store.metrics.append(this.#runId, points);
  }
}
