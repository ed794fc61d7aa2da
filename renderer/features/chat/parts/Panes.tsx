import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useMemo, useRef } from "react";
import type { Pane } from "../../../../electron/shared/domain/conversation.ts";
import { useText } from "../../../app/text/text.ts";
import { EmptyState } from "../../../components/EmptyState.tsx";
import type { ChatState, RunFacts } from "../model/chat-session.ts";
import { text } from "../text.ts";
import { session } from "../use-chat.ts";
import type { View } from "../use-view.ts";
import { markSx } from "./DiffText.tsx";
import { PaneView } from "./PaneView.tsx";
import { useSyncedScroll } from "./use-synced-scroll.ts";

interface Props {
  readonly chat: ChatState;
  readonly view: View;
  readonly facts: RunFacts;
}

/** Base and fine-tuned beside each other, or one of them alone. */
export function Panes({ chat, view, facts }: Props) {
  const t = useText(text);
  const base = useRef<HTMLDivElement>(null);
  const tuned = useRef<HTMLDivElement>(null);
  const scrollers = useMemo(() => ({ base, tuned }), []);
  const scrolled = useSyncedScroll(scrollers, view.sync);
  if (chat.turns.length === 0) {
    const hint = facts.hasLabels
      ? t("startLabels", { example: t("exampleOrder") })
      : t("startFree");
    return (
      <Box sx={{ flex: 1, display: "grid", alignContent: "center" }}>
        <EmptyState title={t("startTitle")} hint={hint} />
      </Box>
    );
  }
  const sides: Pane[] = view.swapped ? ["tuned", "base"] : ["base", "tuned"];
  const shown = view.alone === null ? sides : [view.alone];
  return (
    <Box sx={{ flex: 1, minHeight: 0, display: "flex", flexDirection: "column", gap: 1 }}>
      {view.diff && <Legend />}
      <Box
        sx={{
          flex: 1,
          minHeight: 0,
          display: "grid",
          gap: 1.5,
          gridTemplateRows: "minmax(0, 1fr)",
        }}
        style={{ gridTemplateColumns: `repeat(${shown.length}, minmax(0, 1fr))` }}
      >
        {shown.map((pane) => (
          <PaneView
            key={pane}
            pane={pane}
            turns={chat.turns}
            diff={view.diff}
            idle={chat.busy === null}
            alone={view.alone !== null}
            scroller={scrollers[pane]}
            onScroll={() => scrolled(pane)}
            onExpand={() => view.expand(pane)}
            onRegenerate={(index) => void session.regenerate(index, pane)}
          />
        ))}
      </Box>
    </Box>
  );
}

function Legend() {
  const t = useText(text);
  return (
    <Typography variant="body2" color="textSecondary" sx={markSx}>
      <del>{t("diffLegendBase")}</del> · <ins>{t("diffLegendTuned")}</ins>
    </Typography>
  );
}
