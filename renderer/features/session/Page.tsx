import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Button from "@mui/material/Button";
import type { SessionState } from "../../../electron/shared/contract/session.ts";
import { api } from "../../api/client.ts";
import { useApiCommand, useApiQuery } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { NewStore } from "./NewStore.tsx";
import { SessionCard } from "./SessionCard.tsx";
import { text } from "./text.ts";
import { Unlock } from "./Unlock.tsx";

/** What stands before the workbench: a new store's protection, or the way into one that exists. */
export default function Page() {
  const state = useApiQuery(api.session.state, {}, { staleTime: Number.POSITIVE_INFINITY });
  if (state.isError) return <ErrorAlert error={state.error} />;
  if (!state.isSuccess) return null;
  if (state.data.state === "new") {
    return <NewStore keyring={state.data.keyring} problem={<Problem state={state.data} />} />;
  }
  return <Locked state={state.data} />;
}

function Locked({ state }: { state: SessionState }) {
  const t = useText(text);
  return (
    <SessionCard title={t(state.takesPassphrase ? "lockedTitle" : "stuckTitle")}>
      <Problem state={state} />
      {state.takesPassphrase && <Unlock />}
    </SessionCard>
  );
}

/** What stood in the way of opening, with another try. */
function Problem({ state }: { state: SessionState }) {
  const t = useText(text);
  const retry = useApiCommand(api.session.retry, { invalidates: ["session"] });
  if (retry.isError) return <ErrorAlert error={retry.error} />;
  if (state.problem === null) return null;
  return (
    <Alert
      severity="warning"
      action={
        <Button color="inherit" disabled={retry.isPending} onClick={() => retry.mutate({})}>
          {t("retry")}
        </Button>
      }
    >
      <AlertTitle>{state.problem.message}</AlertTitle>
      {state.problem.hint}
    </Alert>
  );
}
