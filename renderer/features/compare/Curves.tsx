import Box from "@mui/material/Box";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { useMemo } from "react";
import type { RunSummary } from "../../../electron/shared/contract/runs.ts";
import { useText } from "../../app/text/text.ts";
import { ChartCard } from "../../charts/ChartCard.tsx";
import { type ChartChoices, ChartControls } from "../../charts/ChartControls.tsx";
import type { ChartLine } from "../../charts/draw/line.ts";
import { runStyle } from "../../charts/draw/line-style.ts";
import type { RunHistory } from "../../charts/history/run-history.ts";
import { ChartView } from "../../charts/view/chart-view.ts";
import { formatBytes, formatCount, formatFigure } from "../../components/format.ts";
import { text } from "./text.ts";

const METRICS = ["loss", "learningRate", "gradNorm", "tokensPerS", "residentBytes"] as const;
export type Metric = (typeof METRICS)[number];

const FORMATS: Readonly<Record<Metric, (value: number) => string>> = {
  loss: (value) => formatFigure(value, 4),
  learningRate: (value) => formatFigure(value, 3),
  gradNorm: (value) => formatFigure(value, 3),
  tokensPerS: formatCount,
  residentBytes: formatBytes,
};

interface Props {
  readonly histories: readonly RunHistory[];
  readonly names: ReadonlyMap<string, RunSummary>;
  readonly ordinal: ReadonlyMap<string, number>;
  readonly metric: Metric;
  readonly onMetric: (metric: Metric) => void;
  readonly choices: ChartChoices;
  readonly onChoices: (choices: ChartChoices) => void;
  readonly revision: number;
}

/** The chosen figure of every chosen run, over each other. */
export function Curves(props: Props) {
  const { histories, names, ordinal, metric, onMetric, choices, onChoices, revision } = props;
  const t = useText(text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a view of another axis is another view
  const view = useMemo(() => new ChartView(), [choices.axis]);
  const lines = useMemo(
    () =>
      histories.flatMap((history) => {
        const label = names.get(history.run)?.run.name ?? history.run;
        const style = runStyle(ordinal.get(history.run) ?? 0);
        const epochs = history.series("epoch");
        const series = history.series(metric);
        const train: ChartLine = { id: history.run, label, series, epochs, style, sparse: false };
        if (metric !== "loss") return [train];
        const validation = { ...train, series: history.series("validationLoss"), sparse: true };
        const name = t("validationOf", { name: label });
        return [train, { ...validation, id: `${history.run}:validation`, label: name }];
      }),
    [histories, names, ordinal, metric, t],
  );
  return (
    <Box sx={{ display: "grid", gap: 2, gridTemplateColumns: "minmax(0, 1fr)" }}>
      <Box sx={{ display: "flex", gap: 3, flexWrap: "wrap", alignItems: "center" }}>
        <TextField
          select
          label={t("metric")}
          value={metric}
          onChange={(event) => onMetric(event.target.value as Metric)}
          sx={{ minWidth: 240 }}
        >
          {METRICS.map((one) => (
            <MenuItem key={one} value={one}>
              {t(`metric-${one}`)}
            </MenuItem>
          ))}
        </TextField>
        <ChartControls choices={choices} onChange={onChoices} />
      </Box>
      <ChartCard
        title={t(`metric-${metric}`)}
        fileName={`compare-${metric}`}
        lines={lines}
        view={view}
        axis={choices.axis}
        log={choices.log}
        height={420}
        formatY={FORMATS[metric]}
        revision={revision}
        howTo
      />
    </Box>
  );
}
