import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { LiveRun, LiveRuns } from "../../electron/shared/domain/run-live.ts";
import { api } from "./client.ts";
import { useApiStream } from "./hooks.ts";

const NONE: LiveRuns = { runs: [], revision: 0 };

/** Of the answers that the window keeps: what was read before another number is out of date. */
let known: number | null = null;

/** The runs under way and waiting, as they move. Lists of runs are read again when one changes. */
export function useLiveRuns(): ReadonlyMap<string, LiveRun> {
  const client = useQueryClient();
  const [live, setLive] = useState(NONE);
  useApiStream(api.runs.watch, {}, (events) => {
    const newest = events.at(-1);
    if (newest === undefined) return;
    setLive(newest);
    if (known !== newest.revision) {
      known = newest.revision;
      for (const domain of ["runs", "evaluation"]) {
        void client.invalidateQueries({
          queryKey: [domain],
          predicate: ({ queryKey }) => queryKey[1] !== "metrics",
        });
      }
    }
  });
  return new Map(live.runs.map((run) => [run.run, run]));
}
