import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useLocation } from "wouter";
import type { SampleResult as Result } from "../../../../electron/shared/contract/sample.ts";
import { useText } from "../../../app/text/text.ts";
import { formatBytes, formatCount, formatDuration } from "../../../components/format.ts";
import { text } from "../text.ts";
import { FigurePair } from "./FigurePair.tsx";

interface Props {
  readonly result: Result;
  readonly onAgain: () => void;
}

/** Base against fine-tuned on the same held-out orders, and what to do with them next. */
export function SampleResult({ result, onAgain }: Props) {
  const t = useText(text);
  const [, go] = useLocation();
  const { run, leaderboard } = result;
  const base = leaderboard.rows.find((row) => row.runId === null)?.evaluation.metrics;
  const tunedRow = leaderboard.rows.find((row) => row.runId === run.run.id);
  const tuned = tunedRow?.evaluation.metrics;
  if (base === undefined || tuned === undefined) return null;
  return (
    <Box sx={{ display: "grid", gap: 2 }}>
      <Typography>
        {t("resultOn", {
          rows: formatCount(tuned.rows),
          labels: formatCount(tunedRow?.evaluation.labels.length ?? 0),
        })}
      </Typography>
      <FigurePair title={t("top1")} base={base.accuracy} tuned={tuned.accuracy} large />
      <FigurePair title={t("top3")} base={base.accuracyAt3} tuned={tuned.accuracyAt3} />
      {base.acceptable !== null && tuned.acceptable !== null && (
        <FigurePair title={t("acceptable")} base={base.acceptable} tuned={tuned.acceptable} />
      )}
      <FigurePair title={t("macroF1")} base={base.macroF1} tuned={tuned.macroF1} />
      <Typography variant="body2" color="textSecondary">
        {t("intervalNote")}{" "}
        {t("trainedIn", { name: run.run.name, time: formatDuration(run.trainSeconds) })}{" "}
        {run.peakBytes !== null && `${t("peak", { memory: formatBytes(run.peakBytes) })} `}
        {t("sampleSynthetic")}
      </Typography>
      <Box sx={{ display: "flex", gap: 1, flexWrap: "wrap" }}>
        <Button variant="contained" onClick={() => go(`/chat?run=${run.run.id}`)}>
          {t("askBoth")}
        </Button>
        <Button onClick={() => go(`/runs/${run.run.id}`)}>{t("seeRun")}</Button>
        <Button onClick={() => go("/compare")}>{t("seeCompare")}</Button>
        <Box sx={{ flex: 1 }} />
        <Button color="inherit" onClick={onAgain}>
          {t("sampleAgain")}
        </Button>
      </Box>
    </Box>
  );
}
