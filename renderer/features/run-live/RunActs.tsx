import Button from "@mui/material/Button";
import { useState } from "react";
import { useLocation } from "wouter";
import type { Run } from "../../../electron/shared/domain/run.ts";
import type { LiveRun } from "../../../electron/shared/domain/run-live.ts";
import { api } from "../../api/client.ts";
import { useApiCommand } from "../../api/hooks.ts";
import { useNotice } from "../../app/notices/notices.tsx";
import { useText } from "../../app/text/text.ts";
import { ConfirmDialog } from "../../components/ConfirmDialog.tsx";
import { text } from "./text.ts";

interface Props {
  readonly run: Run;
  readonly live: LiveRun | undefined;
  readonly evaluated: boolean;
}

/** What can be done with the run as it is now; the primary act last. */
export function RunActs({ run, live, evaluated }: Props) {
  const t = useText(text);
  const [, go] = useLocation();
  const notice = useNotice();
  const [discarding, setDiscarding] = useState(false);
  const told = { invalidates: ["runs"], onError: notice.failed };
  const pause = useApiCommand(api.runs.pause, told);
  const resume = useApiCommand(api.runs.resume, told);
  const stop = useApiCommand(api.runs.stop, told);
  const evaluate = useApiCommand(api.runs.evaluate, told);
  const id = { run: run.id };
  const end = (save: boolean) => () => stop.mutate({ ...id, save });
  const button = (key: Parameters<typeof t>[0], act: () => void, primary = false) => (
    <Button key={key} variant={primary ? "contained" : "outlined"} onClick={act}>
      {t(key)}
    </Button>
  );
  const discard = (
    <Button key="discard" color="error" onClick={() => setDiscarding(true)}>
      {t("discard")}
    </Button>
  );
  const acts = () => {
    if (live !== undefined && live.queued > 0) return button("unqueue", end(true));
    if (run.status === "running" && live !== undefined) {
      return [discard, button("pause", () => pause.mutate(id)), button("stop", end(true), true)];
    }
    if (run.status === "paused") {
      const on = button("resume", () => resume.mutate(id), true);
      return [discard, button("stop", end(true)), on];
    }
    if (live !== undefined) return button("stopEvaluation", end(true));
    if (run.status === "finished") {
      return [
        !evaluated && button("evaluate", () => evaluate.mutate(id)),
        button("compare", () => go(`/compare?runs=${run.id}`)),
        button("chat", () => go(`/chat?run=${run.id}`), true),
      ];
    }
    return button(run.status === "queued" ? "start" : "resume", () => resume.mutate(id), true);
  };
  return (
    <>
      {acts()}
      {discarding && (
        <ConfirmDialog
          title={t("discardTitle")}
          body={t("discardBody")}
          confirm={t("discardYes")}
          destructive
          onConfirm={end(false)}
          onClose={() => setDiscarding(false)}
        />
      )}
    </>
  );
}
