import Box from "@mui/material/Box";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useText } from "../app/text/text.ts";
import { visuallyHidden } from "../components/visually-hidden.ts";
import { readings } from "./Crosshair.tsx";
import type { ChartLine } from "./draw/line.ts";
import { formatterOf } from "./format-axis.ts";
import { Plot } from "./Plot.tsx";
import { summaryOf } from "./summary.ts";
import { text } from "./text.ts";
import { type GestureGround, pressKey, useGestures } from "./use-gestures.ts";
import { useWidth } from "./use-width.ts";
import type { ChartView } from "./view/chart-view.ts";
import { extentOf, positionOn, type XAxisKind } from "./view/x-axis.ts";

export interface MetricChartProps {
  /** What is drawn, with its unit: "Loss (nats per token)". */
  readonly title: string;
  readonly lines: readonly ChartLine[];
  readonly view: ChartView;
  readonly axis: XAxisKind;
  readonly log: boolean;
  readonly height: number;
  readonly formatY: (value: number) => string;
  /** Counts changes of the series: a new number draws again. */
  readonly revision: number;
}

/** Lines over steps, epochs or time; for every reader: by eye, by pointer, by keys, in words. */
export function MetricChart(props: MetricChartProps) {
  const { title, lines, view, axis, log, height, formatY, revision } = props;
  const t = useText(text);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const ground = useRef<GestureGround | null>(null);
  const width = useWidth(root);
  const [said, setSaid] = useState("");
  const placed = useMemo(
    () => lines.map((line) => ({ line, position: positionOn(axis, line.series, line.epochs) })),
    [lines, axis],
  );
  const formatX = useMemo(() => formatterOf(axis), [axis]);
  useGestures(root, ground, view);
  useReach(view, id, props);
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!pressKey(view, event.key, event.shiftKey)) return;
    event.preventDefault();
    const { hover } = view;
    if (hover === null) return;
    const figures = readings(placed, hover).map((r) => `${r.line.label} ${formatY(r.value)}`);
    setSaid(`${formatX(hover)}: ${figures.join(", ")}`);
  };
  return (
    <Box
      ref={root}
      role="group"
      aria-roledescription={t("chart")}
      aria-label={title}
      aria-describedby={`${id}-words`}
      tabIndex={0}
      onKeyDown={press}
      sx={{ position: "relative", cursor: "crosshair", touchAction: "none", userSelect: "none" }}
      style={{ height }}
    >
      <Box id={`${id}-words`} sx={visuallyHidden}>
        {summaryOf(placed, t, { formatX, formatY })} {t("keys")}
      </Box>
      <Box aria-live="polite" sx={visuallyHidden}>
        {said}
      </Box>
      {width > 0 && (
        <Plot
          {...{ view, axis, log, width, height, formatX, formatY, ground, revision }}
          lines={placed}
        />
      )}
    </Box>
  );
}

/** Tells the view how far the lines reach, so that charts of one page agree on "all". */
function useReach(view: ChartView, chart: string, { lines, axis, revision }: MetricChartProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the series grow without being others
  useEffect(() => {
    const spans = lines.flatMap(
      ({ series, epochs }) => extentOf(series.length, positionOn(axis, series, epochs)) ?? [],
    );
    const from = Math.min(...spans.map((span) => span.from));
    const to = Math.max(...spans.map((span) => span.to));
    view.reach(chart, spans.length === 0 ? null : { from, to });
  }, [view, chart, lines, axis, revision]);
  useEffect(() => () => view.reach(chart, null), [view, chart]);
}
