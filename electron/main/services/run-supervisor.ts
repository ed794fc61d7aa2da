import type { Run } from "../../shared/domain/run.ts";
import type { RunEvent } from "../../shared/domain/run-live.ts";
import { AppError, toAppError } from "../../shared/errors.ts";
import type { AnswerEvaluationService } from "./api/answer-evaluation.ts";
import type { CallOptions, DeviceChoice, Loose } from "./api/call.ts";
import type { EvaluationService } from "./api/evaluation.ts";
import type { RunService, TrainRequest } from "./api/run.ts";
import type { RunSupervisor } from "./api/supervisor.ts";
import type { EngineContext } from "./engine-context.ts";
import { evaluateRun, evaluationRefusal } from "./run-evaluation.ts";
import type { RunFeed } from "./run-feed.ts";
import { tellNotice } from "./run-notices.ts";

export interface SupervisorParts {
  readonly context: EngineContext;
  readonly runs: RunService;
  readonly evaluations: EvaluationService;
  readonly answers: AnswerEvaluationService;
  readonly feed: RunFeed;
}

/** Something that waits for its turn. */
interface Turn {
  readonly run: string;
  readonly kind: "train" | "evaluate";
  readonly device: Loose<DeviceChoice>;
}

export class Supervisor implements RunSupervisor {
  readonly #parts: SupervisorParts;
  readonly #waiting: Turn[] = [];
  /** The turn under way; its signal ends an evaluation. */
  #turn: { readonly run: string; readonly abort: AbortController } | null = null;
  #closed = false;
  #idle: Promise<void> = Promise.resolve();

  constructor(parts: SupervisorParts) {
    this.#parts = parts;
  }

  async start(request: TrainRequest, options: CallOptions = {}): Promise<Run> {
    this.#requireOpen();
    const run = await this.#parts.runs.create(request, options);
    return this.#enqueue(run, "train", request.device ?? {});
  }

  resume(reference: string, device: Loose<DeviceChoice> = {}): Run {
    const run = this.#settled(reference);
    if (run.status === "paused") {
      this.#active(run).resume();
      return this.#run(run.id);
    }
    if (run.status === "running") throw conflict(run, "is running already", "Watch it.");
    if (run.status === "finished") {
      throw conflict(run, "is finished", "Start a new run to train further.");
    }
    return this.#enqueue(run, "train", device);
  }

  pause(reference: string): Run {
    const run = this.#run(reference);
    this.#active(run).pause();
    return this.#run(run.id);
  }

  stop(reference: string, save: boolean): Run {
    const before = this.#run(reference);
    const run = this.#settled(before.id);
    if (run.status !== before.status) return run; // nothing of it was under way any more
    const at = this.#waiting.findIndex((turn) => turn.run === run.id);
    if (at >= 0) {
      const [turn] = this.#waiting.splice(at, 1);
      this.#tellQueue();
      if (turn?.kind === "train" && run.status === "queued") this.#mark(run, "stopped");
      return this.#run(run.id);
    }
    const handle = this.#parts.runs.active();
    if (handle?.id === run.id) {
      if (save) handle.stop();
      else handle.discard();
    } else if (this.#turn?.run === run.id) this.#turn.abort.abort();
    else if (run.status === "queued")
      this.#mark(run, "stopped"); // left by an earlier process
    else throw notUnderWay(run);
    return this.#run(run.id);
  }

  evaluate(reference: string): Run {
    const run = this.#run(reference);
    const refusal = evaluationRefusal(this.#parts.context, run);
    if (refusal !== null) throw conflict(run, "cannot be evaluated", refusal);
    return this.#enqueue(run, "evaluate", {});
  }

  watch(listener: () => void): () => void {
    return this.#parts.feed.watch(listener);
  }

  now() {
    return this.#parts.feed.now();
  }

  busy(): boolean {
    const { runs } = this.#parts;
    return this.#turn !== null || this.#waiting.length > 0 || runs.active() !== null;
  }

  follow(reference: string, listener: (event: RunEvent) => void): () => void {
    const { runs, feed } = this.#parts;
    const { id } = this.#run(reference);
    const handle = runs.active();
    if (handle?.id === id) handle.settle(); // what was told before is in the store from here on
    const { run, step } = runs.get(id);
    listener({ type: "attached", step, status: run.status, live: feed.one(id) });
    return feed.follow(id, listener);
  }

  async shutdown(): Promise<void> {
    this.#closed = true;
    this.#waiting.length = 0;
    this.#tellQueue();
    this.#turn?.abort.abort();
    const handle = this.#parts.runs.active();
    handle?.stop();
    await handle?.done.catch(() => {});
    await this.#idle;
  }

  #enqueue(run: Run, kind: Turn["kind"], device: Loose<DeviceChoice>): Run {
    this.#requireOpen();
    const here = this.#turn?.run === run.id || this.#waiting.some((turn) => turn.run === run.id);
    if (here) throw conflict(run, "is under way or waiting already", "Wait for its end.");
    this.#waiting.push({ run: run.id, kind, device });
    this.#tellQueue();
    if (this.#turn === null) this.#idle = this.#work();
    return this.#run(run.id);
  }

  /** Takes the turns one after the other until none is left. */
  async #work(): Promise<void> {
    for (;;) {
      const turn = this.#waiting.shift();
      if (turn === undefined) return;
      const abort = new AbortController();
      this.#turn = { run: turn.run, abort };
      this.#tellQueue();
      try {
        await this.#take(turn, abort.signal);
      } catch (error) {
        this.#tellFailure(turn.run, error);
      } finally {
        this.#turn = null;
      }
    }
  }

  /** Where even this cannot be stored (a full disk, a store that is closing), the queue goes on. */
  #tellFailure(run: string, error: unknown): void {
    const { message, hint } = toAppError(error);
    try {
      tellNotice(this.#parts.context, this.#parts.feed, run, `${message} ${hint}`.trim());
    } catch {
      // It was told to whoever watches.
    }
  }

  async #take(turn: Turn, signal: AbortSignal): Promise<void> {
    const { runs, context } = this.#parts;
    if (turn.kind === "train") {
      // A run that was begun outside the queue (the sample) has the device: its end comes first.
      await runs.active()?.done.catch(() => {});
      if (signal.aborted) {
        this.#mark(this.#run(turn.run), "stopped");
        return;
      }
      const handle = await runs.resume(turn.run, {}, turn.device);
      const { result } = await handle.done;
      const whole = result?.outcome === "finished" || result?.outcome === "early-stopped";
      if (!whole || signal.aborted || this.#closed) return;
      if (evaluationRefusal(context, this.#run(turn.run)) !== null) return;
    }
    await evaluateRun(this.#parts, this.#run(turn.run), signal);
  }

  /**
   * The run as it is. Where its end could not be stored (a full disk), the store still has it under
   * way though nothing trains it: that is an interrupted run.
   */
  #settled(reference: string): Run {
    const run = this.#run(reference);
    const here = this.#parts.runs.active()?.id === run.id || this.#turn?.run === run.id;
    if (here || (run.status !== "running" && run.status !== "paused")) return run;
    this.#mark(run, "interrupted");
    return this.#run(run.id);
  }

  #mark(run: Run, status: "stopped" | "interrupted"): void {
    const { store } = this.#parts.context;
    store.command(`runs.${status}`, (entry) => {
      entry.about("run", run.id, run.configSha256);
      store.runs.setStatus(run.id, status);
    });
    this.#parts.feed.status(run.id, status);
  }

  #tellQueue(): void {
    this.#parts.feed.queued(this.#waiting.map((turn) => turn.run));
  }

  #run(reference: string): Run {
    return this.#parts.context.store.runs.resolve(reference);
  }

  #active(run: Run) {
    const handle = this.#parts.runs.active();
    if (handle?.id === run.id) return handle;
    throw notUnderWay(run);
  }

  #requireOpen(): void {
    if (this.#closed) throw new AppError("CANCELLED", "The program is closing.");
  }
}

function notUnderWay(run: Run): AppError {
  return conflict(run, `is ${run.status}, not training`, "Look at its page for what can be done.");
}

function conflict(run: Run, what: string, hint: string): AppError {
  return new AppError("CONFLICT", `Run ${run.name} ${what}.`, { hint, details: { run: run.id } });
}
