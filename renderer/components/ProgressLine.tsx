import Box from "@mui/material/Box";
import LinearProgress from "@mui/material/LinearProgress";
import Typography from "@mui/material/Typography";
import { useText } from "../app/text/text.ts";
import { formatCount, formatDuration, formatPercent } from "./format.ts";
import { text } from "./text.ts";

interface Props {
  readonly label: string;
  readonly done: number;
  /** 0: not known yet. */
  readonly total: number;
  /** With it the time left is estimated. */
  readonly startedAt?: number;
  /** Seconds left, where the caller knows better. */
  readonly secondsLeft?: number | null;
  /** Where what is counted (bytes, weights) says nothing to a reader. */
  readonly asPercent?: boolean;
}

/** What is being done, how far it is, how long it takes still. */
export function ProgressLine(props: Props) {
  const { label, done, total, startedAt, secondsLeft, asPercent } = props;
  const t = useText(text);
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const estimated =
    startedAt !== undefined && share > 0.02
      ? ((Date.now() - startedAt) / 1000) * (1 / share - 1)
      : null;
  const left = secondsLeft ?? estimated;
  return (
    <Box>
      <Box sx={{ display: "flex", justifyContent: "space-between", gap: 2, mb: 0.5 }}>
        <Typography variant="body2">{label}</Typography>
        <Typography
          variant="body2"
          color="textSecondary"
          sx={{ fontVariantNumeric: "tabular-nums" }}
        >
          {total > 0 &&
            (asPercent === true
              ? formatPercent(share, 0)
              : `${formatCount(done)} / ${formatCount(total)}`)}
          {left !== null && left > 0.5 && ` · ${t("left", { time: formatDuration(left) })}`}
        </Typography>
      </Box>
      <LinearProgress
        aria-label={label}
        variant={total > 0 ? "determinate" : "indeterminate"}
        value={share * 100}
      />
    </Box>
  );
}
