import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import type { TokenLengths } from "../../../../electron/shared/contract/datasets.ts";
import { useText } from "../../../app/text/text.ts";
import { formatCount, formatPercent } from "../../../components/format.ts";
import { LabelledValue } from "../../../components/LabelledValue.tsx";
import { RunningTask } from "../../../components/RunningTask.tsx";
import { text } from "../text.ts";
import { LengthHistogram } from "./LengthHistogram.tsx";

/** Null while they are counted: the place is kept, so that nothing jumps. */
export function LengthsResult({ lengths }: { lengths: TokenLengths | null }) {
  const t = useText(text);
  if (lengths === null) {
    return (
      <Box sx={{ minHeight: 360 }}>
        <RunningTask entry="datasets.tokenLengths" label={t("counting")} />
      </Box>
    );
  }
  const { tokens, over, rows, left, contextLength } = lengths;
  const figures = [
    [t("median"), t("tokens", { n: tokens.median })],
    [t("p95"), t("tokens", { n: tokens.p95 })],
    [t("longest"), t("tokens", { n: tokens.maximum })],
    [t("longerThan"), formatCount(over)],
  ] as const;
  return (
    <Stack spacing={2}>
      <LengthHistogram lengths={lengths} />
      <Box
        sx={{
          display: "grid",
          gap: 1.5,
          gridTemplateColumns: "repeat(auto-fit, minmax(96px, 1fr))",
        }}
      >
        {figures.map(([label, value]) => (
          <LabelledValue key={label} label={label}>
            {value}
          </LabelledValue>
        ))}
      </Box>
      <Alert severity={over > 0 ? "warning" : "success"} role="status">
        {over > 0
          ? t("over", {
              count: over,
              share: formatPercent(over / Math.max(1, rows)),
              context: contextLength,
            })
          : t("fits", { count: rows })}
      </Alert>
      {left > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t("leftOut", { count: left })}
        </Typography>
      )}
    </Stack>
  );
}
