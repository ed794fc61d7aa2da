/** The commands under way, for whoever shows them. */
import { randomUUID } from "node:crypto";
import type { TaskProgress } from "../../shared/contract/tasks.ts";

export interface Task {
  readonly signal: AbortSignal;
  report(progress: { phase: string; done: number; total: number }): void;
  end(): void;
}

export class TaskBoard {
  readonly #tasks = new Map<string, { progress: TaskProgress; abort: AbortController }>();
  /** Of every call, those not shown included. */
  readonly #aborts = new Set<AbortController>();
  readonly #listeners = new Set<() => void>();

  /** `quiet`: shown only once it reports how far it is. A question is answered before it is seen. */
  begin(entry: string, quiet = false): Task {
    const id = randomUUID();
    const abort = new AbortController();
    this.#aborts.add(abort);
    const startedAt = Date.now();
    const show = (progress: Pick<TaskProgress, "phase" | "done" | "total">) => {
      this.#tasks.set(id, { progress: { id, entry, startedAt, ...progress }, abort });
      this.#changed();
    };
    let ended = false;
    if (!quiet) show({ phase: "", done: 0, total: 0 });
    return {
      signal: abort.signal,
      report: ({ phase, done, total }) => {
        if (!ended) show({ phase: phase.slice(0, 80), ...counts(done, total) });
      },
      end: () => {
        ended = true;
        this.#aborts.delete(abort);
        if (this.#tasks.delete(id)) this.#changed();
      },
    };
  }

  list(): TaskProgress[] {
    return [...this.#tasks.values()].map((task) => task.progress);
  }

  cancel(id: string): boolean {
    const task = this.#tasks.get(id);
    task?.abort.abort();
    return task !== undefined;
  }

  /** For the end of the program: every call fails with CANCELLED, as soon as it looks. */
  abortAll(): void {
    for (const abort of this.#aborts) abort.abort();
  }

  /** Calls the listener at every change; returns what ends that. */
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #changed(): void {
    for (const listener of this.#listeners) {
      try {
        listener();
      } catch {
        // Whoever looks on must not fail the command it looks at.
      }
    }
  }
}

/** Progress is shown, so a figure that is no count (a total not known yet) must not fail the call. */
function counts(done: number, total: number): { done: number; total: number } {
  const count = (n: number) => (Number.isFinite(n) && n > 0 ? Math.round(n) : 0);
  return { done: count(done), total: count(total) };
}
