import BackIcon from "@mui/icons-material/ArrowBackOutlined";
import NextIcon from "@mui/icons-material/ArrowForwardOutlined";
import StartIcon from "@mui/icons-material/PlayArrowOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Paper from "@mui/material/Paper";
import Typography from "@mui/material/Typography";
import { useText } from "../../app/text/text.ts";
import { formatBytes } from "../../components/format.ts";
import { VerdictBadge } from "../../components/planning/VerdictBadge.tsx";
import { text } from "./text.ts";
import type { MemoryCheck } from "./use-memory-check.ts";

interface Props {
  readonly memory: MemoryCheck;
  readonly deviceName: string;
  /** Why the run cannot be started as it stands; null when it can. */
  readonly refusal: string | null;
  readonly starting: boolean;
  readonly onStart: () => void;
  readonly onBack: (() => void) | null;
  readonly onNext: (() => void) | null;
}

/** Always in sight: what the run takes, whether it fits, and the button that starts it. */
export function StartBar(props: Props) {
  const { memory, deviceName, refusal, starting, onStart, onBack, onNext } = props;
  const t = useText(text);
  const { outcome } = memory;
  const needs =
    outcome === null
      ? t("memoryUnknown")
      : t("memoryNeeds", {
          needed: formatBytes(outcome.plan.totalBytes),
          usable: formatBytes(outcome.availableBytes),
          name: deviceName,
        });
  return (
    <Paper variant="outlined" sx={{ p: 1.5, display: "flex", alignItems: "center", gap: 1.5 }}>
      <Button startIcon={<BackIcon />} disabled={onBack === null} onClick={() => onBack?.()}>
        {t("back")}
      </Button>
      <Button endIcon={<NextIcon />} disabled={onNext === null} onClick={() => onNext?.()}>
        {t("next")}
      </Button>
      <Box role="status" sx={{ flex: 1, minWidth: 0, textAlign: "right" }}>
        <Typography sx={{ fontVariantNumeric: "tabular-nums" }} noWrap>
          {needs}
        </Typography>
        <Typography id="start-refusal" variant="body2" color="textSecondary" noWrap>
          {refusal ?? " "}
        </Typography>
      </Box>
      {outcome !== null && <VerdictBadge verdict={outcome.verdict} />}
      <Button
        variant="contained"
        size="large"
        startIcon={<StartIcon />}
        disabled={refusal !== null || starting}
        aria-describedby="start-refusal"
        onClick={onStart}
      >
        {t(starting ? "starting" : "start")}
      </Button>
    </Paper>
  );
}
