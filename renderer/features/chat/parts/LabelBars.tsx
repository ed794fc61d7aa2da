import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ScoredLabel } from "../../../../electron/shared/domain/conversation.ts";
import { useText } from "../../../app/text/text.ts";
import { formatCount, formatPercent } from "../../../components/format.ts";
import { text } from "../text.ts";

interface Props {
  readonly labels: readonly ScoredLabel[];
  readonly size: number;
  readonly truncated: boolean;
}

/** The likeliest labels of one side: name and figure in words, the bar beside them. */
export function LabelBars({ labels, size, truncated }: Props) {
  const t = useText(text);
  return (
    <Box sx={{ display: "grid", gap: 0.5 }}>
      <Typography variant="body2" color="textSecondary">
        {t("labels", { size: formatCount(size) })}
        {truncated && ` · ${t("labelsTruncated")}`}
      </Typography>
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: "none", display: "grid", gap: 0.5 }}>
        {labels.map(({ label, probability }, i) => (
          <Box component="li" key={label} sx={rowSx}>
            <Box sx={{ fontWeight: i === 0 ? 620 : 400, overflowWrap: "anywhere" }}>{label}</Box>
            <Box sx={{ fontVariantNumeric: "tabular-nums", textAlign: "right" }}>
              {formatPercent(probability)}
            </Box>
            <Box aria-hidden sx={trackSx}>
              <Box
                sx={{ height: "100%", bgcolor: i === 0 ? "primary.main" : "text.secondary" }}
                style={{ width: `${Math.max(0.5, probability * 100)}%` }}
              />
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

const rowSx = {
  display: "grid",
  gridTemplateColumns: "1fr auto",
  columnGap: 1,
  fontSize: "0.86rem",
} as const;

const trackSx = {
  gridColumn: "1 / -1",
  height: 5,
  borderRadius: 3,
  overflow: "hidden",
  bgcolor: "action.hover",
} as const;
