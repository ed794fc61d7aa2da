// What the desktop is told of long work while the window is out of sight: a share, a line, an end.

import type { RunStatus } from "../../shared/domain/run.ts";
import type { LiveRun } from "../../shared/domain/run-live.ts";
import { isWork, workName } from "./work-names.ts";

/** A command under way, as the task board knows it. */
export interface PresenceTask {
  readonly id: string;
  readonly entry: string;
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  readonly startedAt: number;
}

export interface PresenceSources {
  readonly runs: () => readonly LiveRun[];
  readonly tasks: () => readonly PresenceTask[];
  /** Null for a run that is not there. */
  readonly runOf: (id: string) => { readonly name: string; readonly status: RunStatus } | null;
  readonly notificationsOn: () => boolean;
  readonly now: () => number;
}

export interface DesktopPort {
  /** Null: nothing is under way. `share` is -1 while it is not known. */
  progress(work: { readonly line: string; readonly share: number } | null): void;
  notify(title: string, body: string): void;
  isInFront(): boolean;
}

/** Shorter work is watched, not waited for. */
const LONG_MS = 20_000;

const ENDS: Partial<Record<RunStatus, string>> = {
  finished: "Training is finished.",
  failed: "The run failed. Open the window to see why and what to do.",
  interrupted: "The run was interrupted. It can be resumed from its last checkpoint.",
};

/** Phases after the training: a run is scored once more long after it has ended, too. */
const EVALUATING: ReadonlySet<string> = new Set([
  "evaluating-base",
  "evaluating-tuned",
  "evaluating-answers",
]);
const EVALUATED = "The evaluation has ended. Open the window to see the result.";

/** Call look() whenever runs or tasks move. */
export class Presence {
  readonly #sources: PresenceSources;
  readonly #desktop: DesktopPort;
  /** The runs under way and the phase each was last seen in. */
  #runs = new Map<string, string>();
  #tasks = new Map<string, PresenceTask>();
  #shown = "";

  constructor(sources: PresenceSources, desktop: DesktopPort) {
    this.#sources = sources;
    this.#desktop = desktop;
  }

  look(): void {
    const active = this.#sources.runs().filter((run) => run.queued === 0);
    const tasks = this.#sources.tasks().filter(({ entry }) => isWork(entry));
    const [runsBefore, tasksBefore] = [this.#runs, this.#tasks];
    // Kept before anything is told: what fails to be told is not told anew at every change.
    this.#runs = new Map(active.map(({ run, activity }) => [run, activity.phase]));
    this.#tasks = new Map(tasks.map((task) => [task.id, task]));
    this.#show(active, tasks);
    for (const [run, phase] of runsBefore) if (!this.#runs.has(run)) this.#runEnded(run, phase);
    for (const [id, task] of tasksBefore) if (!this.#tasks.has(id)) this.#taskEnded(task);
  }

  #show(runs: readonly LiveRun[], tasks: readonly PresenceTask[]): void {
    const work = this.#work(runs, tasks);
    // The tray is redrawn for every change: whole percents are enough.
    const key = work === null ? "" : `${work.line}|${work.share.toFixed(2)}`;
    if (key === this.#shown) return;
    this.#shown = key;
    this.#desktop.progress(work);
  }

  #work(runs: readonly LiveRun[], tasks: readonly PresenceTask[]) {
    const [run] = runs;
    if (run !== undefined) {
      const name = this.#sources.runOf(run.run)?.name ?? "A run";
      const known = run.totalSteps > 0;
      const share = known ? run.step / run.totalSteps : -1;
      const left = run.etaMs === null ? "" : `, about ${duration(run.etaMs)} left`;
      const line = known
        ? `${name}: ${Math.floor(share * 100)} %${left}`
        : `${name}: ${run.activity.phase}`;
      return { line, share };
    }
    const [task] = tasks;
    if (task === undefined) return null;
    const share = task.total > 0 ? Math.min(1, task.done / task.total) : -1;
    const figure = share < 0 ? task.phase || "under way" : `${Math.floor(share * 100)} %`;
    return { line: `${workName(task.entry)}: ${figure}`, share };
  }

  #runEnded(id: string, phase: string): void {
    const run = this.#sources.runOf(id);
    const end = EVALUATING.has(phase) ? EVALUATED : run === null ? undefined : ENDS[run.status];
    if (run !== null && end !== undefined) this.#tell(run.name, end);
  }

  #taskEnded(task: PresenceTask): void {
    if (this.#sources.now() - task.startedAt < LONG_MS) return;
    this.#tell(`${workName(task.entry)} has ended`, "Open the window to see the result.");
  }

  #tell(title: string, body: string): void {
    if (this.#desktop.isInFront() || !this.#sources.notificationsOn()) return;
    this.#desktop.notify(title, body);
  }
}

function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return "a minute";
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
