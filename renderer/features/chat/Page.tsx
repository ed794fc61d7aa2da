import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useEffect, useMemo, useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { useRegisteredCommands } from "../../app/commands/registry.ts";
import { useText } from "../../app/text/text.ts";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { Composer } from "./parts/Composer.tsx";
import { ConversationList } from "./parts/ConversationList.tsx";
import { Panes } from "./parts/Panes.tsx";
import { RunChoice } from "./parts/RunChoice.tsx";
import { SamplingSettings } from "./parts/SamplingSettings.tsx";
import { StatusLines } from "./parts/StatusLines.tsx";
import { ViewTools } from "./parts/ViewTools.tsx";
import { text } from "./text.ts";
import {
  session,
  useAnsweringRuns,
  useChat,
  useFreshConversations,
  useRunFacts,
} from "./use-chat.ts";
import { useView } from "./use-view.ts";

export default function Page() {
  const t = useText(text);
  const [, go] = useLocation();
  const chat = useChat();
  const runs = useAnsweringRuns();
  const { detail, facts } = useRunFacts(chat.settings.run);
  const view = useView();
  useChosenRun(runs.data?.map(({ run }) => run.id));
  useFreshConversations(chat.conversation?.updatedAt);
  useChatCommands(view);
  const [openError, setOpenError] = useState<Error | null>(null);
  const busy = chat.busy !== null;
  const open = (id: string) => {
    setOpenError(null);
    session.open(id).catch(setOpenError);
  };
  if (runs.isSuccess && runs.data.length === 0) {
    return (
      <>
        <Typography variant="h1" sx={{ mb: 3 }}>
          {t("title")}
        </Typography>
        <EmptyState
          title={t("noRunTitle")}
          hint={t("noRunHint")}
          action={t("goHome")}
          onAction={() => go("/")}
        />
      </>
    );
  }
  return (
    <Box sx={{ display: "flex", gap: 2, height: "calc(100vh - 96px)", minHeight: 480 }}>
      {view.list && (
        <ConversationList
          currentId={chat.conversation?.id ?? null}
          disabled={busy}
          onNew={() => session.startNew()}
          onOpen={open}
          onRenamed={(conversation) => session.renamed(conversation)}
          onDeleted={(id) => {
            if (session.state.conversation?.id === id) session.startNew();
          }}
        />
      )}
      <Box sx={{ flex: 1, minWidth: 0, display: "flex", flexDirection: "column", gap: 1.5 }}>
        <Box sx={{ display: "flex", alignItems: "center", gap: 1.5, flexWrap: "wrap" }}>
          <Typography variant="h1">{t("title")}</Typography>
          <RunChoice
            runs={runs.data ?? []}
            checkpoints={detail.data?.checkpoints ?? []}
            settings={chat.settings}
            disabled={busy}
            onChange={(change) => session.choose(change)}
          />
          <Box sx={{ flex: 1 }} />
          <ViewTools view={view} />
        </Box>
        {runs.isError && <ErrorAlert error={runs.error} />}
        {detail.isError && <ErrorAlert error={detail.error} />}
        {openError !== null && <ErrorAlert error={openError} />}
        <Panes chat={chat} view={view} facts={facts} />
        <StatusLines chat={chat} />
        <Composer
          busy={busy}
          disabled={chat.settings.run === null || !detail.isSuccess}
          onAsk={(question) => void session.ask(question, facts)}
          onStop={() => void session.stop()}
          settings={
            <SamplingSettings
              sampling={chat.settings.sampling}
              disabled={busy}
              onChange={(sampling) => session.choose({ sampling })}
            />
          }
        />
      </Box>
    </Box>
  );
}

/** The run in the address; else the one chosen before; else the newest. */
function useChosenRun(ids: readonly string[] | undefined): void {
  const wanted = new URLSearchParams(useSearch()).get("run");
  const done = useRef<string | null>(null);
  useEffect(() => {
    if (ids === undefined || session.state.busy !== null) return;
    const present = session.state.settings.run;
    const asked = wanted !== null && wanted !== done.current && ids.includes(wanted);
    const run = asked ? wanted : present !== null && ids.includes(present) ? present : ids[0];
    done.current = wanted;
    if (run !== undefined && run !== present) session.choose({ run });
  }, [ids, wanted]);
}

function useChatCommands(view: ReturnType<typeof useView>): void {
  const t = useText(text);
  const { toggle } = view;
  const commands = useMemo(
    () => [
      {
        id: "chat.new",
        title: t("newConversation"),
        shortcut: "Ctrl+Shift+O",
        run: () => session.startNew(),
      },
      {
        id: "chat.stop",
        title: t("stop"),
        keywords: "chat answer",
        run: () => void session.stop(),
      },
      { id: "chat.diff", title: t("diff"), shortcut: "Ctrl+D", run: () => toggle("diff") },
      { id: "chat.swap", title: t("swap"), run: () => toggle("swapped") },
      { id: "chat.sync", title: t("sync"), run: () => toggle("sync") },
    ],
    [t, toggle],
  );
  useRegisteredCommands(commands);
}
