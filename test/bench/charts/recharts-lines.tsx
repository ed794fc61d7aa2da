// Way 1: each line a <Line> of Recharts with its own points.
import { useMemo } from "react";
import { CartesianGrid, Line, LineChart, XAxis, YAxis } from "recharts";
import {
  type ChartLine,
  rawTrace,
  smoothTrace,
  type Trace,
} from "../../../renderer/charts/draw/line.ts";
import type { ChartView } from "../../../renderer/charts/view/chart-view.ts";
import { positionOn } from "../../../renderer/charts/view/x-axis.ts";

interface Props {
  readonly lines: readonly ChartLine[];
  readonly view: ChartView;
  readonly height: number;
}

/** The traces of all lines, as every way draws them. */
export function tracesOf(lines: readonly ChartLine[], view: ChartView): Trace[] {
  const on = ({ series }: ChartLine) => positionOn("step", series, null);
  return [
    ...lines.map((line) => rawTrace(line, view.shown, on(line))),
    ...lines.map((line) => smoothTrace(line, view.shown, on(line))),
  ];
}

export function RechartsLines({ lines, view, height }: Props) {
  const traces = tracesOf(lines, view);
  const { from, to } = view.shown;
  const margin = useMemo(() => ({ top: 8, right: 16, bottom: 0, left: 0 }), []);
  return (
    <LineChart width={1068} height={height} margin={margin} accessibilityLayer={false}>
      <CartesianGrid vertical={false} />
      <XAxis type="number" dataKey="x" domain={[from, to]} allowDataOverflow height={30} />
      <YAxis type="number" domain={[0, 4]} allowDataOverflow width={68} />
      {traces.map(({ line, kind, xs, ys }) => (
        <Line
          key={line.id + kind}
          data={Array.from(xs, (x, i) => ({ x, y: ys[i] }))}
          dataKey="y"
          type="linear"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
          stroke={line.style.light}
          strokeWidth={kind === "raw" ? 1 : 2}
          strokeOpacity={kind === "raw" ? 0.3 : 1}
        />
      ))}
    </LineChart>
  );
}
