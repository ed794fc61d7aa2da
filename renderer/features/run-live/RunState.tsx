import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { Run } from "../../../electron/shared/domain/run.ts";
import type { LiveRun } from "../../../electron/shared/domain/run-live.ts";
import { type Translate, useText } from "../../app/text/text.ts";
import { formatDate, formatDuration } from "../../components/format.ts";
import { ProgressLine } from "../../components/ProgressLine.tsx";
import { phaseWords } from "../../components/run-phase.ts";
import { text as runWords } from "../../components/run-text.ts";
import { text } from "./text.ts";

interface Props {
  readonly run: Run;
  readonly live: LiveRun | undefined;
  /** Of training, pauses left out. */
  readonly seconds: number;
}

const WORDS = {
  paused: "pausedWords",
  interrupted: "interruptedWords",
  stopped: "stoppedWords",
  queued: "queuedWords",
} as const;

/** What the run does now and how far it has come, or why it rests. */
export function RunState({ run, live, seconds }: Props) {
  const t = useText(text);
  const phase = useText(runWords);
  if (run.status === "failed" && live === undefined && run.error !== null) {
    return (
      <Alert severity="error">
        <AlertTitle>{t("failedTitle")}</AlertTitle>
        {run.error.message} {run.error.hint}
      </Alert>
    );
  }
  const quiet = live === undefined || run.status === "paused";
  return (
    // As high with a bar as without one: the page does not jump when a phase ends.
    <Box role="status" sx={{ minHeight: 40 }}>
      {quiet ? (
        <Typography>{restWords(run, seconds, t)}</Typography>
      ) : live.queued > 0 ? (
        <Typography>{t("place", { place: live.queued })}</Typography>
      ) : (
        <ProgressLine
          label={phaseWords(phase, live.activity.phase)}
          done={live.activity.done}
          total={live.activity.total}
          secondsLeft={secondsLeft(live)}
          asPercent={!COUNTED.has(live.activity.phase)}
        />
      )}
    </Box>
  );
}

/** Phases that count steps or rows. */
const COUNTED: ReadonlySet<string> = new Set([
  "training",
  "tokenizing",
  "evaluating-base",
  "evaluating-tuned",
  "evaluating-answers",
]);

function secondsLeft({ activity, etaMs }: LiveRun): number | null {
  return activity.phase === "training" && etaMs !== null ? etaMs / 1000 : null;
}

function restWords(run: Run, seconds: number, t: Translate<(typeof text)["en"]>): string {
  if (run.status === "finished") {
    const when = formatDate(run.endedAt ?? run.createdAt);
    return t("finishedWords", { when, time: formatDuration(seconds) });
  }
  return run.status in WORDS ? t(WORDS[run.status as keyof typeof WORDS]) : "";
}
