import CollapseIcon from "@mui/icons-material/CloseFullscreen";
import ExpandIcon from "@mui/icons-material/OpenInFull";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import { type RefObject, useEffect, useId } from "react";
import type { Pane } from "../../../../electron/shared/domain/conversation.ts";
import { useText } from "../../../app/text/text.ts";
import type { LiveTurn } from "../model/turn.ts";
import { text } from "../text.ts";
import { AnswerView } from "./AnswerView.tsx";
import { topOfLastTurn } from "./use-synced-scroll.ts";

interface Props {
  readonly pane: Pane;
  readonly turns: readonly LiveTurn[];
  readonly diff: boolean;
  readonly idle: boolean;
  readonly alone: boolean;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  readonly onExpand: () => void;
  readonly onRegenerate: (index: number) => void;
}

/** One side of the conversation, in a column that scrolls by itself. */
export function PaneView(props: Props) {
  const { pane, turns, alone, scroller, onScroll, onExpand } = props;
  const t = useText(text);
  const id = useId();
  const name = t(pane === "base" ? "base" : "tuned");
  const label = alone ? t("collapse") : t("expand");
  useFollowEnd(scroller, turns.at(-1)?.[pane]?.text.length ?? 0, turns.length);
  return (
    <Box component="section" aria-labelledby={id} sx={paneSx}>
      <Box sx={headSx} data-pane={pane}>
        <Typography variant="h2" id={id} sx={{ flex: 1 }}>
          {name}
        </Typography>
        <Tooltip title={label}>
          <IconButton size="small" aria-label={`${label}: ${name}`} onClick={onExpand}>
            {alone ? <CollapseIcon fontSize="small" /> : <ExpandIcon fontSize="small" />}
          </IconButton>
        </Tooltip>
      </Box>
      <Box
        ref={scroller}
        onScroll={onScroll}
        tabIndex={0}
        role="group"
        aria-label={name}
        sx={{ flex: 1, overflowY: "auto", p: 2, position: "relative" }}
      >
        {turns.map((turn, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: turns are only added at the end
          <Turn key={index} {...props} turn={turn} index={index} />
        ))}
      </Box>
    </Box>
  );
}

function Turn(props: Props & { turn: LiveTurn; index: number }) {
  const { turn, index, pane, diff, idle, onRegenerate } = props;
  return (
    <Box
      data-turn={index}
      sx={{
        pb: 2.5,
        mb: 2.5,
        borderBottom: 1,
        borderColor: "divider",
        // As high as the pane: its question can stand at the top, at the same place on both sides.
        "&:last-child": { border: 0, mb: 0, minHeight: "100%" },
      }}
    >
      <Typography
        variant="h3"
        sx={{ mb: 1, whiteSpace: "pre-wrap", overflowWrap: "anywhere", fontWeight: 560 }}
      >
        {turn.question}
      </Typography>
      <AnswerView
        turn={turn}
        pane={pane}
        diff={diff}
        idle={idle}
        onRegenerate={() => onRegenerate(index)}
      />
    </Box>
  );
}

const NEAR_END = 120;

/** Follows an answer as it grows, unless the person has scrolled up to read. */
function useFollowEnd(scroller: RefObject<HTMLDivElement | null>, length: number, turns: number) {
  useEffect(() => {
    const pane = scroller.current;
    if (pane !== null && turns > 0) pane.scrollTop = topOfLastTurn(pane);
  }, [scroller, turns]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as the answer grows
  useEffect(() => {
    const pane = scroller.current;
    if (pane === null) return;
    const left = pane.scrollHeight - pane.clientHeight - pane.scrollTop;
    if (left < NEAR_END) pane.scrollTop = pane.scrollHeight;
  }, [scroller, length]);
}

const paneSx = {
  display: "flex",
  flexDirection: "column",
  minWidth: 0,
  minHeight: 0,
  border: 1,
  borderColor: "divider",
  borderRadius: 2,
  bgcolor: "background.paper",
  overflow: "hidden",
} as const;

const headSx = {
  display: "flex",
  alignItems: "center",
  px: 2,
  py: 0.5,
  borderBottom: 1,
  borderColor: "divider",
  borderTop: 3,
  "&[data-pane=base]": { borderTopColor: "text.secondary" },
  "&[data-pane=tuned]": { borderTopColor: "primary.main" },
} as const;
