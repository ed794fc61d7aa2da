import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { LiveRun, LiveRuns } from "../../electron/shared/domain/run-live.ts";
import { api } from "./client.ts";
import { useApiStream } from "./hooks.ts";

const NONE: LiveRuns = { runs: [], revision: 0 };

/** The runs under way and waiting, as they move. Lists of runs are read again when one changes. */
export function useLiveRuns(): ReadonlyMap<string, LiveRun> {
  const client = useQueryClient();
  const [live, setLive] = useState(NONE);
  const revision = useRef<number | null>(null);
  useApiStream(api.runs.watch, {}, (events) => {
    const newest = events.at(-1);
    if (newest === undefined) return;
    setLive(newest);
    if (revision.current !== null && revision.current !== newest.revision) {
      for (const domain of ["runs", "evaluation"]) {
        void client.invalidateQueries({
          queryKey: [domain],
          predicate: ({ queryKey }) => queryKey[1] !== "metrics",
        });
      }
    }
    revision.current = newest.revision;
  });
  return new Map(live.runs.map((run) => [run.run, run]));
}
