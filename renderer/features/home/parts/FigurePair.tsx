import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { Estimate } from "../../../../electron/shared/domain/evaluation.ts";
import { useText } from "../../../app/text/text.ts";
import { formatPercent } from "../../../components/format.ts";
import { text } from "../text.ts";

interface Props {
  readonly title: string;
  readonly base: Estimate;
  readonly tuned: Estimate;
  readonly large?: boolean;
}

/** One figure of both models, each with its bar and its 95 % interval. */
export function FigurePair({ title, base, tuned, large }: Props) {
  const t = useText(text);
  return (
    <Box>
      <Typography sx={{ fontWeight: large ? 620 : 450, mb: 0.5 }}>{title}</Typography>
      <Bar name={t("resultBase")} figure={base} fill="text.secondary" large={large === true} />
      <Bar name={t("resultTuned")} figure={tuned} fill="primary.main" large={large === true} />
    </Box>
  );
}

interface BarProps {
  readonly name: string;
  readonly figure: Estimate;
  readonly fill: string;
  readonly large: boolean;
}

function Bar({ name, figure, fill, large }: BarProps) {
  const t = useText(text);
  const interval = t("interval", {
    low: formatPercent(figure.low),
    high: formatPercent(figure.high),
  });
  return (
    <Box sx={rowSx}>
      <Typography variant="body2" color="textSecondary">
        {name}
      </Typography>
      <Box
        aria-hidden
        sx={{
          position: "relative",
          height: large ? 14 : 8,
          bgcolor: "action.hover",
          borderRadius: 1,
        }}
      >
        <Box
          sx={{ height: "100%", bgcolor: fill, borderRadius: 1 }}
          style={{ width: `${figure.value * 100}%` }}
        />
        <Box
          sx={{
            position: "absolute",
            top: -2,
            bottom: -2,
            borderLeft: 2,
            borderRight: 2,
            borderColor: "text.primary",
            opacity: 0.7,
          }}
          style={{ left: `${figure.low * 100}%`, width: `${(figure.high - figure.low) * 100}%` }}
        />
      </Box>
      <Typography
        sx={{
          fontWeight: 620,
          textAlign: "right",
          fontVariantNumeric: "tabular-nums",
          fontSize: large ? "1.15rem" : undefined,
        }}
      >
        {formatPercent(figure.value)}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ fontVariantNumeric: "tabular-nums" }}>
        {interval}
      </Typography>
    </Box>
  );
}

const rowSx = {
  display: "grid",
  gridTemplateColumns: "84px minmax(80px, 1fr) 76px 130px",
  alignItems: "center",
  columnGap: 1.5,
  minHeight: 24,
} as const;
