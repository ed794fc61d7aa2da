/** The runs under way and waiting: one stream for the window, whoever looks. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import type { LiveRun, LiveRuns } from "../../electron/shared/domain/run-live.ts";
import { api } from "./client.ts";

const NONE: LiveRuns = { runs: [], revision: 0 };

let newest = NONE;
let byRun: ReadonlyMap<string, LiveRun> = new Map();
const listeners = new Set<() => void>();
let close: (() => void) | null = null;

/** The stream stands as long as somebody listens. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  close ??= api.runs.watch(
    {},
    {
      onEvents: (events) => take(events.at(-1)),
      onEnd: () => {
        close = null; // the next who listens opens it again
      },
    },
  );
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    close?.();
    close = null;
    take(NONE);
  };
}

function take(next: LiveRuns | undefined): void {
  if (next === undefined) return;
  newest = next;
  byRun = new Map(next.runs.map((run) => [run.run, run]));
  for (const listener of listeners) listener();
}

/** Each by its run's id, in the order of the queue. */
export function useLiveRuns(): ReadonlyMap<string, LiveRun> {
  return useSyncExternalStore(subscribe, () => byRun);
}

/** Of the answers that the window keeps: what was read before another number is out of date. */
let known = NONE.revision;

/** When a run begins, ends or changes, what was read of runs is out of date. Call once a window. */
export function useFreshRuns(): void {
  const client = useQueryClient();
  const revision = useSyncExternalStore(subscribe, () => newest.revision);
  useEffect(() => {
    if (revision === known) return;
    known = revision;
    for (const domain of ["runs", "evaluation"]) {
      void client.invalidateQueries({
        queryKey: [domain],
        predicate: ({ queryKey }) => queryKey[1] !== "metrics",
      });
    }
  }, [client, revision]);
}
