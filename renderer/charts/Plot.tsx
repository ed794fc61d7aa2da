import { type RefObject, useMemo, useRef, useSyncExternalStore } from "react";
import { XFrame, YFrame } from "./ChartFrame.tsx";
import { Crosshair, type PlacedLine } from "./Crosshair.tsx";
import { heightOf, isSmoothed, rawTrace, smoothTrace } from "./draw/line.ts";
import { plotArea, scalesOf } from "./draw/plot-area.ts";
import { PlotCanvas } from "./PlotCanvas.tsx";
import { useColours } from "./use-colours.ts";
import type { GestureGround } from "./use-gestures.ts";
import type { ChartView } from "./view/chart-view.ts";
import { linearTicks, timeTicks } from "./view/ticks.ts";
import type { XAxisKind } from "./view/x-axis.ts";
import { type RoundAxis, roundAxis } from "./view/y-axis.ts";

interface Props {
  readonly lines: readonly PlacedLine[];
  readonly view: ChartView;
  readonly axis: XAxisKind;
  readonly log: boolean;
  readonly width: number;
  readonly height: number;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
  readonly ground: RefObject<GestureGround | null>;
  /** Counts changes of the series: a new number draws again. */
  readonly revision: number;
}

/** What moves: drawn again at each frame of a zoom or pan, so it holds nothing else. */
export function Plot(props: Props) {
  const { lines, view, axis, log, width, height, formatX, formatY, ground } = props;
  useSyncExternalStore(view.onChange, () => view.version);
  const { dark, text, grid } = useColours();
  const across = view.shown;
  const raw = lines.map(({ line, position }) => rawTrace(line, across, position));
  const smooth = lines
    .filter(({ line }) => isSmoothed(line))
    .map(({ line, position }) => smoothTrace(line, across, position));
  const traces = [...raw, ...smooth];
  const up = useSteady(roundAxis(heightOf(traces, across, log), log, Math.max(2, height / 70)));
  const area = useMemo(() => plotArea(width, height), [width, height]);
  const scales = scalesOf(area, across, up, log);
  ground.current = { area, scales };
  const xTicks = (axis === "time" ? timeTicks : linearTicks)(across, Math.max(2, width / 130));
  const size = { width, height, text, grid };
  return (
    <>
      <div aria-hidden>
        <YFrame {...size} {...up} log={log} format={formatY} />
        <XFrame {...size} {...across} ticks={xTicks} format={formatX} />
      </div>
      <PlotCanvas {...{ width, height, area, scales, traces, dark }} />
      <Crosshair {...{ view, lines, area, scales, dark, formatX, formatY }} />
    </>
  );
}

/** The same object as long as the ends are the same: what is given it need not look again. */
function useSteady(axis: RoundAxis): RoundAxis {
  const last = useRef(axis);
  const { from, to } = last.current;
  if (from !== axis.from || to !== axis.to) last.current = axis;
  return last.current;
}
