import type { EngineEvent } from "../../shared/domain/engine-events.ts";
import type { RunStatus } from "../../shared/domain/run.ts";
import type { LiveRun, LiveRuns, RunActivity, RunEvent } from "../../shared/domain/run-live.ts";
import { StepPace } from "./step-pace.ts";

interface Live {
  activity: RunActivity;
  step: number;
  totalSteps: number;
  loss: number | null;
  readonly pace: StepPace;
}

type Listener = (event: RunEvent) => void;

/**
 * What the runs of this process do now, told to whoever watches. Holds nothing that is not in the
 * store or gone with the process anyway.
 */
export class RunFeed {
  readonly #live = new Map<string, Live>();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #watchers = new Set<() => void>();
  #queue: readonly string[] = [];
  #revision = 0;

  /** A run that begins, or goes on in another stage. */
  enter(run: string, activity: RunActivity): void {
    const live = this.#live.get(run);
    if (live === undefined) {
      const pace = new StepPace();
      this.#live.set(run, { activity, step: 0, totalSteps: 0, loss: null, pace });
    } else {
      const same = live.activity.phase === activity.phase;
      live.activity = activity;
      if (same && activity.phase === "training") return; // its steps are told themselves
    }
    this.#tell(run, { type: "activity", activity });
  }

  /** Nothing of this run is under way any more. */
  leave(run: string): void {
    if (!this.#live.delete(run)) return;
    this.#revision++;
    this.#tell(run, { type: "activity", activity: null });
  }

  status(run: string, status: RunStatus): void {
    this.#revision++;
    this.#live.get(run)?.pace.pause();
    this.#tell(run, { type: "status", status });
  }

  evaluated(run: string, evaluation: string): void {
    this.#revision++;
    this.#tell(run, { type: "evaluated", evaluation });
  }

  tell(run: string, message: string): void {
    this.#tell(run, { type: "told", message: message.slice(0, 2000) });
  }

  engine(run: string, event: EngineEvent): void {
    const live = this.#live.get(run);
    if (event.type === "phase" || event.type === "history") return; // stages come by enter()
    if (live !== undefined) note(live, event);
    this.#tell(run, event);
  }

  /** The runs that wait, first to go first. */
  queued(runs: readonly string[]): void {
    this.#queue = [...runs];
    this.#revision++;
    this.#moved();
  }

  /** Something of a stored run changed: its name, or whether it is archived. */
  changed(): void {
    this.#revision++;
    this.#moved();
  }

  one(run: string): LiveRun | null {
    return this.now().runs.find((live) => live.run === run) ?? null;
  }

  now(): LiveRuns {
    const under = [...this.#live].map(([run, live]) => view(run, live));
    const waiting = this.#queue.map((run, i): LiveRun => ({ ...WAITING, run, queued: i + 1 }));
    return { runs: [...under, ...waiting], revision: this.#revision };
  }

  follow(run: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(run) ?? new Set();
    this.#listeners.set(run, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(run);
    };
  }

  watch(listener: () => void): () => void {
    this.#watchers.add(listener);
    return () => void this.#watchers.delete(listener);
  }

  #tell(run: string, event: RunEvent): void {
    const listeners = this.#listeners.get(run) ?? new Set();
    for (const listener of listeners) guarded(() => listener(event), listeners, listener);
    this.#moved();
  }

  #moved(): void {
    for (const watcher of this.#watchers) guarded(watcher, this.#watchers, watcher);
  }
}

/** A watcher that fails watches no more; what it watches goes on. */
function guarded<L>(call: () => void, all: Set<L>, listener: L): void {
  try {
    call();
  } catch {
    all.delete(listener);
  }
}

const WAITING = {
  activity: { phase: "waiting", done: 0, total: 0 },
  step: 0,
  totalSteps: 0,
  loss: null,
  tokensPerS: null,
  etaMs: null,
};

function note(live: Live, event: EngineEvent): void {
  if (event.type === "start") {
    live.step = event.step;
    live.totalSteps = event.totalSteps;
    live.pace.pause();
  } else if (event.type === "step") {
    live.step = event.step;
    live.loss = event.loss;
    if (live.activity.phase === "training") {
      live.activity = { phase: "training", done: event.step, total: live.totalSteps };
    }
    live.pace.step(event.stepMs, event.tokens);
  }
}

function view(run: string, { activity, step, totalSteps, loss, pace }: Live): LiveRun {
  const left = totalSteps - step;
  const { stepMs, tokensPerS } = pace;
  const etaMs = stepMs === null || left < 0 ? null : left * stepMs;
  return { run, activity, queued: 0, step, totalSteps, loss, tokensPerS, etaMs };
}
