import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import { useLocation } from "wouter";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { LiveRegion } from "../../../components/LiveRegion.tsx";
import type { ChatState } from "../model/chat-session.ts";
import { text } from "../text.ts";
import { useBusyRun } from "../use-chat.ts";

/** What stands in the way of an answer; and, for those who listen, that one is there. */
export function StatusLines({ chat }: { chat: ChatState }) {
  const t = useText(text);
  const [, go] = useLocation();
  const busyRun = useBusyRun();
  const last = chat.turns.at(-1);
  const said = (["base", "tuned"] as const).flatMap((pane) => {
    const answer = last?.[pane]?.answer;
    return answer ? [t("said", { pane: t(pane), count: answer.tokens })] : [];
  });
  return (
    <>
      {busyRun !== null && (
        <Alert
          severity="info"
          action={
            <Button color="inherit" size="small" onClick={() => go(`/runs/${busyRun}`)}>
              {t("seeRun")}
            </Button>
          }
        >
          {t("waitsForRun")}
        </Alert>
      )}
      {last?.error && <ErrorAlert error={last.error} />}
      {chat.saveError !== null && (
        <Alert severity="warning">
          {t("notSaved")} {chat.saveError.message} {chat.saveError.hint}
        </Alert>
      )}
      <LiveRegion>{chat.busy === null ? said.join(". ") : t("answering")}</LiveRegion>
    </>
  );
}
