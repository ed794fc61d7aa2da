import Box from "@mui/material/Box";
import Paper from "@mui/material/Paper";
import Typography from "@mui/material/Typography";
import type { RunDetail } from "../../../electron/shared/contract/runs.ts";
import type { LiveRun } from "../../../electron/shared/domain/run-live.ts";
import { useText } from "../../app/text/text.ts";
import type { MetricName, RunHistory } from "../../charts/history/run-history.ts";
import { formatBytes, formatCount, formatDuration, formatFigure } from "../../components/format.ts";
import { LabelledValue } from "../../components/LabelledValue.tsx";
import { text } from "./text.ts";

interface Props {
  readonly detail: RunDetail;
  readonly live: LiveRun | undefined;
  readonly history: RunHistory;
  /** Draws again as the history grows. */
  readonly revision: number;
}

/** The figures of the newest step. */
export function Figures({ detail, live, history }: Props) {
  const t = useText(text);
  const last = (name: MetricName): number | null => {
    const { values, length } = history.series(name);
    return length === 0 ? null : values.at(length - 1);
  };
  const figure = (name: MetricName) => shown(last(name), formatFigure);
  const loss = history.series("loss");
  const step = loss.length === 0 ? detail.step : loss.steps.at(loss.length - 1);
  const total = Math.max(detail.totalSteps, live?.totalSteps ?? 0);
  const seconds = loss.length === 0 ? detail.trainSeconds : loss.wallMs.at(loss.length - 1) / 1000;
  const training = live?.activity.phase === "training" ? live : undefined;
  const eta = training?.etaMs ?? null;
  const speed = training?.tokensPerS ?? last("tokensPerS");
  const used = last("residentBytes") ?? detail.peakBytes;
  const best = detail.bestLoss;
  const note =
    best === null
      ? ""
      : t("bestAt", { loss: formatFigure(best), step: formatCount(detail.bestStep ?? 0) });
  return (
    <Paper variant="outlined" sx={{ p: 2.5 }}>
      <Box sx={GRID}>
        <LabelledValue label={t("step")}>
          {t("ofSteps", { step: formatCount(step), total: total === 0 ? "–" : formatCount(total) })}
        </LabelledValue>
        <LabelledValue label={t("epoch")}>
          {shown(last("epoch"), (v) => v.toFixed(2))}
        </LabelledValue>
        <LabelledValue label={t("elapsed")}>{formatDuration(seconds)}</LabelledValue>
        <LabelledValue label={t("left")}>
          {eta === null ? "–" : formatDuration(eta / 1000)}
        </LabelledValue>
        <LabelledValue label={t("loss")}>{figure("loss")}</LabelledValue>
        <LabelledValue label={t("validationLoss")}>
          {figure("validationLoss")}
          <Note>{note}</Note>
        </LabelledValue>
        <LabelledValue label={t("learningRate")}>{figure("learningRate")}</LabelledValue>
        <LabelledValue label={t("gradNorm")}>{figure("gradNorm")}</LabelledValue>
        <LabelledValue label={t("speed")}>
          {speed === null ? "–" : t("tokensPerS", { speed: formatCount(speed) })}
        </LabelledValue>
        <LabelledValue label={t("memory")}>
          {used === null ? "–" : formatBytes(used)}
          <Note>
            {detail.plannedBytes === null
              ? ""
              : t("ofPlanned", { planned: formatBytes(detail.plannedBytes) })}
          </Note>
        </LabelledValue>
      </Box>
    </Paper>
  );
}

function shown(value: number | null, format: (value: number) => string): string {
  return value === null || !Number.isFinite(value) ? "–" : format(value);
}

function Note({ children }: { children: string }) {
  return (
    <Typography variant="caption" color="textSecondary" sx={{ display: "block", minHeight: 20 }}>
      {children}
    </Typography>
  );
}

const GRID = {
  display: "grid",
  gridTemplateColumns: "repeat(5, minmax(0, 1fr))",
  columnGap: 2,
  rowGap: 1.5,
} as const;
