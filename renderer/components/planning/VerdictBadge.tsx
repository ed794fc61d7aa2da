import FitsIcon from "@mui/icons-material/CheckCircleOutlined";
import ExceedsIcon from "@mui/icons-material/HighlightOffOutlined";
import PlanningIcon from "@mui/icons-material/HourglassEmptyOutlined";
import TightIcon from "@mui/icons-material/ReportProblemOutlined";
import Chip from "@mui/material/Chip";
import Tooltip from "@mui/material/Tooltip";
import type { PlanVerdict } from "../../../electron/shared/domain/memory-plan.ts";
import { useText } from "../../app/text/text.ts";
import { text } from "./text.ts";

const LOOK = {
  fits: { icon: FitsIcon, color: "success" },
  tight: { icon: TightIcon, color: "warning" },
  exceeds: { icon: ExceedsIcon, color: "error" },
} as const;

/** Icon, word and colour; null while the first plan is made. */
export function VerdictBadge({ verdict }: { verdict: PlanVerdict | null }) {
  const t = useText(text);
  if (verdict === null) {
    return <Chip variant="outlined" icon={<PlanningIcon />} label={t("planning")} sx={SX} />;
  }
  const { icon: Icon, color } = LOOK[verdict];
  return (
    <Tooltip title={t(`${verdict}Why`)}>
      <Chip variant="outlined" color={color} icon={<Icon />} label={t(verdict)} sx={SX} />
    </Tooltip>
  );
}

export function VerdictIcon({ verdict }: { verdict: PlanVerdict }) {
  const { icon: Icon } = LOOK[verdict];
  return <Icon fontSize="small" />;
}

/** The same width whatever the word: nothing beside it moves. */
const SX = { minWidth: 108, fontWeight: 620, justifyContent: "flex-start" } as const;
