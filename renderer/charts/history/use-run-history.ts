import { useEffect, useMemo, useState } from "react";
import type { RunEvent } from "../../../electron/shared/domain/run-live.ts";
import { type AppError, toAppError } from "../../../electron/shared/errors.ts";
import { api } from "../../api/client.ts";
import { ALL_METRICS, type MetricName, RunHistory } from "./run-history.ts";

/** A history that fills itself and follows its run while the component stands. */
export function useRunHistory(
  run: string,
  smoothing: number,
  onEvents: (events: readonly RunEvent[]) => void = ignore,
): { readonly history: RunHistory; readonly error: AppError | null } {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a later smoothing is set, not begun with
  const history = useMemo(() => new RunHistory(run, api.runs.metrics, smoothing), [run]);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    setError(null);
    return follow(history, ALL_METRICS, onEvents, setError);
  }, [history, onEvents]);
  useEffect(() => history.setSmoothing(smoothing), [history, smoothing]);
  return { history, error };
}

/** Events are held by the history until what is stored before them is read. */
export function follow(
  history: RunHistory,
  metrics: readonly MetricName[],
  onEvents: (events: readonly RunEvent[]) => void,
  onError: (error: AppError) => void,
): () => void {
  const left = new AbortController();
  const fail = (error: unknown) => {
    if (!left.signal.aborted) onError(toAppError(error));
  };
  const close = api.runs.onEvent(
    { run: history.run },
    {
      onEvents: (events) => {
        if (events[0]?.type === "attached") history.load(metrics, left.signal).catch(fail);
        history.apply(events);
        onEvents(events);
      },
      onEnd: (error) => {
        if (error !== null) fail(error);
      },
    },
  );
  return () => {
    left.abort();
    close();
  };
}

function ignore(): void {}
