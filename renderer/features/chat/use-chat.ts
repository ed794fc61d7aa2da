import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { api } from "../../api/client.ts";
import { useApiQuery } from "../../api/hooks.ts";
import { useLiveRuns } from "../../api/live-runs.ts";
import { ChatSession, type RunFacts } from "./model/chat-session.ts";

/** One conversation a window: it goes on while the person looks at another page. */
export const session = new ChatSession(api);

export function useChat() {
  return useSyncExternalStore(session.subscribe, session.getState);
}

/** Runs that can answer: those that saved a checkpoint. */
export function useAnsweringRuns() {
  return useApiQuery(
    api.runs.overview,
    {},
    { select: (all) => all.filter(({ step, run }) => step > 0 && run.status !== "queued") },
  );
}

/** Checkpoints of a run, and how it wants to be asked. */
export function useRunFacts(run: string | null) {
  const detail = useApiQuery(api.runs.get, { run: run ?? "-" }, { enabled: run !== null });
  const task = detail.data?.run.frozen.task;
  const facts: RunFacts = {
    style: task?.chat === true ? "chat" : "run",
    hasLabels: task?.completion === "label",
  };
  return { detail, facts };
}

/** The run that holds the engine right now: answers wait for it. */
export function useBusyRun(): string | null {
  const current = useLiveRuns()
    .values()
    .find(({ queued, activity }) => queued === 0 && activity.phase !== "paused");
  return current?.run ?? null;
}

/** The list of conversations follows what is saved. */
export function useFreshConversations(updatedAt: number | undefined): void {
  const client = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when one was written
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ["conversations", "list"] });
  }, [client, updatedAt]);
}
