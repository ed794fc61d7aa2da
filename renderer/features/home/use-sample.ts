import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { TaskProgress } from "../../../electron/shared/contract/tasks.ts";
import { api } from "../../api/client.ts";
import { useApiCommand, useApiQuery, useApiStream } from "../../api/hooks.ts";
import { type SampleProgress, sampleProgress } from "./sample-progress.ts";

const STALE = ["sample", "runs", "datasets", "models", "evaluation", "settings.storage"];

/** The sample run: its last result, its progress wherever it was started, and its start. */
export function useSample() {
  const client = useQueryClient();
  const latest = useApiQuery(api.sample.latest, {});
  const [tasks, setTasks] = useState<readonly TaskProgress[]>([]);
  useApiStream(api.tasks.watch, {}, (events) => setTasks(events.at(-1)?.tasks ?? []));
  const progress = sampleProgress(tasks);
  const command = useApiCommand(api.sample.run, { invalidates: STALE });
  const running = progress !== null || command.isPending;
  const was = useRef(false);
  // A window that was loaded again has no answer to wait for: the task's end tells.
  useEffect(() => {
    if (was.current && !running) {
      for (const key of STALE) void client.invalidateQueries({ queryKey: key.split(".") });
    }
    was.current = running;
  }, [running, client]);
  return {
    latest,
    running,
    progress,
    error: command.error,
    start: () => command.mutate({}),
    stop: () => progress !== null && void api.tasks.cancel({ id: progress.taskId }),
    stageStartedAt: useStageStart(progress),
  };
}

/** When the present stage and phase began, as far as this page saw it. */
function useStageStart(progress: SampleProgress | null): number | undefined {
  const began = useRef<{ key: string; at: number } | null>(null);
  if (progress === null) {
    began.current = null;
    return undefined;
  }
  const key = `${progress.stage}/${progress.phase}`;
  if (began.current?.key !== key) {
    // Work that was under way before the page stood has no known beginning to count from.
    const seenFromStart = began.current !== null || progress.done === 0;
    began.current = { key, at: seenFromStart ? Date.now() : Number.NaN };
  }
  return Number.isNaN(began.current.at) ? undefined : began.current.at;
}
