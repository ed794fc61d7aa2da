import FinishedIcon from "@mui/icons-material/CheckCircleOutlined";
import FailedIcon from "@mui/icons-material/ErrorOutlined";
import QueuedIcon from "@mui/icons-material/HourglassEmpty";
import PausedIcon from "@mui/icons-material/PauseCircleOutlined";
import RunningIcon from "@mui/icons-material/PlayCircleOutlined";
import InterruptedIcon from "@mui/icons-material/PowerOffOutlined";
import StoppedIcon from "@mui/icons-material/StopCircleOutlined";
import Chip from "@mui/material/Chip";
import type { RunStatus } from "../../electron/shared/domain/run.ts";
import type { LiveRun } from "../../electron/shared/domain/run-live.ts";
import { useText } from "../app/text/text.ts";
import { text } from "./run-text.ts";

type Colour = "default" | "info" | "warning" | "error" | "success";
type Icon = typeof RunningIcon;

const LOOKS: Readonly<Record<RunStatus, readonly [Icon, Colour]>> = {
  queued: [QueuedIcon, "default"],
  running: [RunningIcon, "info"],
  paused: [PausedIcon, "warning"],
  interrupted: [InterruptedIcon, "warning"],
  finished: [FinishedIcon, "success"],
  failed: [FailedIcon, "error"],
  stopped: [StoppedIcon, "default"],
};

interface Props {
  readonly status: RunStatus;
  readonly live: LiveRun | undefined;
}

/** The state of a run in a word, with a mark of its own beside the colour. */
export function RunStatusChip({ status, live }: Props) {
  const t = useText(text);
  const evaluating = live !== undefined && live.queued === 0 && status === "finished";
  const waiting = live !== undefined && live.queued > 0;
  const [Icon, colour] = LOOKS[evaluating ? "running" : waiting ? "queued" : status];
  const word = evaluating ? t("evaluating") : t(waiting ? "queued" : status);
  return <Chip size="small" variant="outlined" color={colour} icon={<Icon />} label={word} />;
}
