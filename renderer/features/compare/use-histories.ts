import { useEffect, useMemo, useRef, useState } from "react";
import type { AppError } from "../../../electron/shared/errors.ts";
import { api } from "../../api/client.ts";
import { type MetricName, RunHistory } from "../../charts/history/run-history.ts";
import { follow } from "../../charts/history/use-run-history.ts";

/** The histories of the chosen runs, each read once and followed while it is chosen. */
export function useHistories(runs: readonly string[], metric: MetricName, smoothing: number) {
  const known = useRef(new Map<string, RunHistory>());
  const [error, setError] = useState<AppError | null>(null);
  const key = runs.join(",");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the runs are compared by their names
  const histories = useMemo(() => {
    const held = known.current;
    for (const run of runs) {
      if (held.has(run)) continue;
      held.set(run, new RunHistory(run, api.runs.metrics, smoothing));
    }
    return runs.flatMap((run) => held.get(run) ?? []);
  }, [key]);
  useEffect(() => {
    const metrics: MetricName[] = [metric, "validationLoss", "epoch"];
    const ends = histories.map((history) => follow(history, metrics, () => {}, setError));
    return () => {
      for (const end of ends) end();
    };
  }, [histories, metric]);
  useEffect(() => {
    for (const history of histories) history.setSmoothing(smoothing);
  }, [histories, smoothing]);
  return { histories, error };
}
