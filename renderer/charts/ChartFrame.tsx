import { memo, useMemo } from "react";
import { CartesianGrid, LineChart, XAxis, YAxis } from "recharts";
import { MARGIN } from "./draw/plot-area.ts";

interface AxisProps {
  readonly width: number;
  readonly height: number;
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
  readonly text: string;
  readonly grid: string;
}

// Given anew at each frame, a chart would take each of these for a change.
const NO_DATA: object[] = [];
const CHART_MARGIN = { top: MARGIN.top, right: MARGIN.right, bottom: 0, left: 0 };
const X_MARGIN = { ...CHART_MARGIN, left: MARGIN.left };
const Y_MARGIN = { ...CHART_MARGIN, bottom: MARGIN.bottom };
const OVER = { position: "absolute", inset: 0, pointerEvents: "none" } as const;

function useTick(text: string) {
  return useMemo(() => ({ fill: text, fontSize: 12 }), [text]);
}

/** The horizontal axis; a chart of its own, for it changes with every frame of a pan. */
export const XFrame = memo(function XFrame(props: AxisProps) {
  const { width, height, from, to, ticks, format, text, grid } = props;
  return (
    <LineChart
      style={OVER}
      width={width}
      height={height}
      data={NO_DATA}
      margin={X_MARGIN}
      accessibilityLayer={false}
    >
      <XAxis
        type="number"
        dataKey="x"
        domain={[from, to]}
        allowDataOverflow
        ticks={ticks}
        tickFormatter={format}
        height={MARGIN.bottom}
        tick={useTick(text)}
        stroke={grid}
        interval="preserveStartEnd"
        minTickGap={12}
      />
    </LineChart>
  );
});

/** The vertical axis and its lines across; its ends are round, so that it seldom changes. */
export const YFrame = memo(function YFrame(props: AxisProps & { readonly log: boolean }) {
  const { width, height, from, to, ticks, format, text, grid, log } = props;
  return (
    <LineChart
      style={OVER}
      width={width}
      height={height}
      data={NO_DATA}
      margin={Y_MARGIN}
      accessibilityLayer={false}
    >
      <CartesianGrid stroke={grid} vertical={false} />
      <YAxis
        type="number"
        dataKey="y"
        scale={log ? "log" : "linear"}
        domain={[from, to]}
        allowDataOverflow
        ticks={ticks}
        tickFormatter={format}
        width={MARGIN.left}
        tick={useTick(text)}
        stroke={grid}
        interval={0}
      />
    </LineChart>
  );
});
