import Box from "@mui/material/Box";
import { useMemo } from "react";
import { useText } from "../../app/text/text.ts";
import { ChartCard } from "../../charts/ChartCard.tsx";
import { type ChartChoices, ChartControls } from "../../charts/ChartControls.tsx";
import type { ChartLine } from "../../charts/draw/line.ts";
import { runStyle } from "../../charts/draw/line-style.ts";
import type { MetricName, RunHistory } from "../../charts/history/run-history.ts";
import { useRevision } from "../../charts/history/use-revision.ts";
import { MetricSeries } from "../../charts/series/metric-series.ts";
import { ChartView } from "../../charts/view/chart-view.ts";
import { formatBytes, formatCount, formatFigure } from "../../components/format.ts";
import { text } from "./text.ts";

interface Props {
  readonly history: RunHistory;
  readonly name: string;
  readonly plannedBytes: number | null;
  readonly choices: ChartChoices;
  readonly onChoices: (choices: ChartChoices) => void;
}

/** Steps show at once in the loss; what stands beside it may come a little later. */
const MAIN_HZ = 20;
const SIDE_HZ = 3;

const four = (value: number) => formatFigure(value, 4);
const three = (value: number) => formatFigure(value, 3);

export function Charts({ history, name, plannedBytes, choices, onChoices }: Props) {
  const t = useText(text);
  const sources = useMemo(() => [history], [history]);
  const quick = useRevision(sources, MAIN_HZ);
  const slow = useRevision(sources, SIDE_HZ);
  // A view of another axis is another view: a stretch of steps is no stretch of time.
  // biome-ignore lint/correctness/useExhaustiveDependencies: made anew for each axis
  const view = useMemo(() => new ChartView(), [choices.axis, history]);
  const lossLines = useMemo(
    () => [
      line(history, "loss", t("train")),
      line(history, "validationLoss", t("validation"), { sparse: true }),
    ],
    [history, t],
  );
  const shared = { view, axis: choices.axis };
  const side = (metric: MetricName, title: string, format: (value: number) => string) => (
    <SideChart {...{ history, metric, title, format, shared, revision: slow }} name={name} />
  );
  return (
    <Box sx={{ display: "grid", gap: 2, gridTemplateColumns: "minmax(0, 1fr)" }}>
      <ChartControls choices={choices} onChange={onChoices} />
      <ChartCard
        {...shared}
        title={t("lossTitle")}
        fileName={`${name}-loss`}
        lines={lossLines}
        log={choices.log}
        height={340}
        formatY={four}
        revision={quick}
        howTo
      />
      <Box sx={{ display: "grid", gap: 2, gridTemplateColumns: "repeat(2, minmax(0, 1fr))" }}>
        {side("learningRate", t("learningRateTitle"), three)}
        {side("gradNorm", t("gradNormTitle"), three)}
        {side("tokensPerS", t("speedTitle"), formatCount)}
        <MemoryChart {...{ history, name, plannedBytes, shared }} revision={slow} />
      </Box>
    </Box>
  );
}

interface Shared {
  readonly view: ChartView;
  readonly axis: ChartChoices["axis"];
}

interface SideProps {
  readonly history: RunHistory;
  readonly metric: MetricName;
  readonly name: string;
  readonly title: string;
  readonly format: (value: number) => string;
  readonly shared: Shared;
  readonly revision: number;
}

function SideChart({ history, metric, name, title, format, shared, revision }: SideProps) {
  const lines = useMemo(() => [line(history, metric, title)], [history, metric, title]);
  const fileName = `${name}-${metric}`;
  const chart = { title, lines, fileName, revision, log: false, height: 190, formatY: format };
  return <ChartCard {...shared} {...chart} />;
}

interface MemoryProps {
  readonly history: RunHistory;
  readonly name: string;
  readonly plannedBytes: number | null;
  readonly shared: Shared;
  readonly revision: number;
}

function MemoryChart({ history, name, plannedBytes, shared, revision }: MemoryProps) {
  const t = useText(text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the series grow without being others
  const lines = useMemo(() => {
    const resident = line(history, "residentBytes", t("resident"));
    if (plannedBytes === null) return [resident];
    const { dash } = runStyle(1);
    const style = { ...runStyle(1), dash: dash.length > 0 ? dash : [8, 4] };
    const series = flat(resident.series, plannedBytes);
    return [resident, { ...resident, id: "planned", label: t("planned"), series, style }];
  }, [history, plannedBytes, t, revision]);
  const title = t("memoryTitle");
  const chart = { title, lines, revision, log: false, height: 190, formatY: formatBytes };
  return <ChartCard {...shared} {...chart} fileName={`${name}-memory`} />;
}

/** A height that is the same at every step. */
function flat(along: MetricSeries, value: number): MetricSeries {
  const series = new MetricSeries();
  for (const index of [0, along.length - 1]) {
    if (index >= 0 && along.length > 0) {
      series.append(along.steps.at(index), value, along.wallMs.at(index));
    }
  }
  return series;
}

function line(
  history: RunHistory,
  metric: MetricName,
  label: string,
  { sparse = false } = {},
): ChartLine {
  const style = sparse ? { ...runStyle(1), marker: "diamond" as const } : runStyle(0);
  const series = history.series(metric);
  return { id: metric, label, series, epochs: history.series("epoch"), style, sparse };
}
