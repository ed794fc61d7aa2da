import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { RunEvent } from "../../../electron/shared/domain/run-live.ts";
import { api } from "../../api/client.ts";
import { useApiQuery } from "../../api/hooks.ts";
import { useLiveRuns } from "../../api/live-runs.ts";

/** Events after which what is stored of the run is other than what was read. */
const TELLING: ReadonlySet<RunEvent["type"]> = new Set([
  "start",
  "checkpoint",
  "status",
  "evaluated",
  "told",
]);

/** A run as it is stored, read again when it moves on, and as it is now. */
export function useRunPage(run: string) {
  const client = useQueryClient();
  const detail = useApiQuery(api.runs.get, { run });
  const summary = useApiQuery(api.runs.summary, { run });
  const notices = useApiQuery(api.runs.notices, { run });
  const answered = useApiQuery(api.evaluation.answerList, { run });
  const live = useLiveRuns().get(run);
  const onEvents = useCallback(
    (events: readonly RunEvent[]) => {
      if (!events.some((event) => TELLING.has(event.type))) return;
      for (const entry of ["get", "summary", "notices"]) {
        void client.invalidateQueries({ queryKey: ["runs", entry] });
      }
      if (events.some((event) => event.type === "evaluated")) {
        void client.invalidateQueries({ queryKey: ["evaluation"] });
      }
    },
    [client],
  );
  return { detail, summary, notices, answered, live, onEvents };
}
