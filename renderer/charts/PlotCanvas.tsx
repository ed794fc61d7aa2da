import { useLayoutEffect, useRef } from "react";
import type { Trace } from "./draw/line.ts";
import { paintTraces } from "./draw/paint.ts";
import type { PlotArea, Scales } from "./draw/plot-area.ts";

interface Props {
  readonly width: number;
  readonly height: number;
  readonly area: PlotArea;
  readonly scales: Scales;
  readonly traces: readonly Trace[];
  readonly dark: boolean;
}

/** The lines of a chart: one bitmap, painted anew at each change. */
export function PlotCanvas({ width, height, area, scales, traces, dark }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ratio = window.devicePixelRatio;
  useLayoutEffect(() => {
    const pen = canvas.current?.getContext("2d");
    if (pen === null || pen === undefined) return;
    pen.clearRect(0, 0, pen.canvas.width, pen.canvas.height);
    paintTraces(pen, ratio, area, scales, traces, dark);
  });
  return (
    <canvas
      ref={canvas}
      aria-hidden
      width={Math.round(width * ratio)}
      height={Math.round(height * ratio)}
      style={{ position: "absolute", inset: 0, width, height, pointerEvents: "none" }}
    />
  );
}
