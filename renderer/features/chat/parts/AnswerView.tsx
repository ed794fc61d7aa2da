import RegenerateIcon from "@mui/icons-material/Replay";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import LinearProgress from "@mui/material/LinearProgress";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import type { Pane } from "../../../../electron/shared/domain/conversation.ts";
import { useText } from "../../../app/text/text.ts";
import { CopyButton } from "../../../components/CopyButton.tsx";
import { formatFigure } from "../../../components/format.ts";
import { SafeMarkdown } from "../../../components/markdown/SafeMarkdown.tsx";
import type { LiveAnswer, LiveTurn } from "../model/turn.ts";
import { text } from "../text.ts";
import { DiffText } from "./DiffText.tsx";
import { LabelBars } from "./LabelBars.tsx";
import { WeightsBadge } from "./WeightsBadge.tsx";

interface Props {
  readonly turn: LiveTurn;
  readonly pane: Pane;
  readonly diff: boolean;
  readonly idle: boolean;
  readonly onRegenerate: () => void;
}

/** One side's answer to one question: what it said, the labels it thinks of, and who it was. */
export function AnswerView({ turn, pane, diff, idle, onRegenerate }: Props) {
  const t = useText(text);
  const live = turn[pane];
  const scores = turn.scores;
  return (
    <Box sx={{ display: "grid", gap: 1.25 }}>
      {live !== null && <Said turn={turn} live={live} pane={pane} diff={diff} />}
      {scores !== null && (
        <LabelBars labels={scores[pane]} size={scores.labels} truncated={scores.truncated} />
      )}
      {turn.scoring && (
        <Typography variant="body2" color="textSecondary">
          {t("labelsScoring")}
        </Typography>
      )}
      <Footer live={live} idle={idle} onRegenerate={onRegenerate} />
    </Box>
  );
}

function Said({
  turn,
  live,
  pane,
  diff,
}: {
  turn: LiveTurn;
  live: LiveAnswer;
  pane: Pane;
  diff: boolean;
}) {
  const t = useText(text);
  if (live.state === "waiting") {
    return (
      <Box sx={{ color: "text.secondary" }}>
        {t("waiting")}
        <LinearProgress aria-label={t("waiting")} sx={{ mt: 1 }} />
      </Box>
    );
  }
  if (live.text.trim() === "") return <Box sx={{ color: "text.secondary" }}>{t("noText")}</Box>;
  const { base, tuned } = turn;
  if (diff && base?.state === "done" && tuned?.state === "done") {
    return <DiffText base={base.text} tuned={tuned.text} side={pane} />;
  }
  return <SafeMarkdown text={live.text.trim()} />;
}

function Footer({
  live,
  idle,
  onRegenerate,
}: Pick<Props, "idle" | "onRegenerate"> & { live: LiveAnswer | null }) {
  const t = useText(text);
  const answer = live?.answer ?? null;
  const facts =
    answer === null
      ? []
      : [
          t("tokens", { count: answer.tokens }),
          t("speed", { speed: formatFigure(answer.tokensPerS) }),
          ...(answer.finish === "length" ? [t("finishLength")] : []),
          ...(answer.finish === "cancelled" ? [t("finishCancelled")] : []),
        ];
  const greedy = live === null || live.sampling.temperature === 0;
  return (
    <Box sx={{ minHeight: 52, color: "text.secondary", fontSize: "0.78rem" }}>
      <Box sx={{ display: "flex", alignItems: "center", flexWrap: "wrap", columnGap: 0.5 }}>
        {answer !== null && <WeightsBadge {...answer} />}
        <Box component="span" sx={{ fontVariantNumeric: "tabular-nums" }}>
          {facts.join(" · ")}
        </Box>
        <Box sx={{ flex: 1 }} />
        {answer !== null && answer.text.trim() !== "" && (
          <CopyButton value={answer.text.trim()} label={t("copyAnswer")} />
        )}
        {(live === null || live.state === "done") && (
          <Tooltip title={greedy ? t("regenerateGreedy") : t("regenerate")}>
            <span>
              <IconButton
                size="small"
                aria-label={t("regenerate")}
                disabled={!idle}
                onClick={onRegenerate}
                sx={{ p: 0.25 }}
              >
                <RegenerateIcon fontSize="inherit" />
              </IconButton>
            </span>
          </Tooltip>
        )}
      </Box>
      <Box sx={{ px: 0.75 }}>{t("notice")}</Box>
    </Box>
  );
}
