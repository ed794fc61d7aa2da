import { type ChartLine, heightOf, isSmoothed, rawTrace, smoothTrace } from "./draw/line.ts";
import { paintTraces } from "./draw/paint.ts";
import { paintMarker } from "./draw/paint-marker.ts";
import { type PlotArea, type Scales, scalesOf } from "./draw/plot-area.ts";
import type { Span } from "./view/chart-view.ts";
import { linearTicks, timeTicks } from "./view/ticks.ts";
import { positionOn, type XAxisKind } from "./view/x-axis.ts";
import { roundAxis } from "./view/y-axis.ts";

export interface PictureOptions {
  readonly title: string;
  readonly axisTitle: string;
  readonly lines: readonly ChartLine[];
  readonly span: Span;
  readonly axis: XAxisKind;
  readonly log: boolean;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
}

type Pen = CanvasRenderingContext2D;

const SIZE = { width: 1280, height: 720, ratio: 2 } as const;
const LEGEND_ROW = 22;
const INK = "#16202b";
const QUIET = "#4a5866";
const GRID = "#d7dee5";
const FONT = '"Inter Variable", system-ui, sans-serif';

/** A chart as a picture for print: white ground, title, legend and axes. Base64 of a PNG. */
export async function toPng(options: PictureOptions): Promise<string> {
  const { width, height, ratio } = SIZE;
  const canvas = new OffscreenCanvas(width * ratio, height * ratio);
  const pen = canvas.getContext("2d") as unknown as Pen | null;
  if (pen === null) throw new Error("this window cannot draw pictures");
  paintPicture(pen, options);
  const blob = await canvas.convertToBlob({ type: "image/png" });
  return base64(new Uint8Array(await blob.arrayBuffer()));
}

function paintPicture(pen: Pen, options: PictureOptions): void {
  const { lines, span, axis, log } = options;
  const { width, height, ratio } = SIZE;
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, width * ratio, height * ratio);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  const top = 64 + Math.ceil(lines.length / 3) * LEGEND_ROW;
  const area = { left: 84, top, width: width - 84 - 24, height: height - top - 60 };
  const on = (line: ChartLine) => positionOn(axis, line.series, line.epochs);
  const smooth = lines.filter(isSmoothed).map((line) => smoothTrace(line, span, on(line)));
  const traces = [...lines.map((line) => rawTrace(line, span, on(line))), ...smooth];
  const up = roundAxis(heightOf(traces, span, log), log, 8);
  const scales = scalesOf(area, span, up, log);
  paintAxes(pen, area, scales, options, up.ticks);
  paintLegend(pen, options);
  paintTraces(pen, ratio, area, scales, traces, false);
}

function paintAxes(
  pen: Pen,
  area: PlotArea,
  scales: Scales,
  options: PictureOptions,
  yTicks: readonly number[],
): void {
  const { axis, span, formatX, formatY, title, axisTitle } = options;
  const bottom = area.top + area.height;
  pen.fillStyle = INK;
  pen.font = `620 20px ${FONT}`;
  pen.fillText(title, 24, 40);
  pen.font = `13px ${FONT}`;
  pen.strokeStyle = GRID;
  pen.fillStyle = QUIET;
  pen.textAlign = "right";
  for (const tick of yTicks) {
    const y = scales.y(tick);
    pen.beginPath();
    pen.moveTo(area.left, y);
    pen.lineTo(area.left + area.width, y);
    pen.stroke();
    pen.fillText(formatY(tick), area.left - 8, y + 4);
  }
  pen.textAlign = "center";
  const ticks = axis === "time" ? timeTicks(span, 9) : linearTicks(span, 9);
  for (const tick of ticks) pen.fillText(formatX(tick), scales.x(tick), bottom + 20);
  pen.fillText(axisTitle, area.left + area.width / 2, bottom + 44);
  pen.textAlign = "left";
}

function paintLegend(pen: Pen, { lines }: PictureOptions): void {
  pen.font = `13px ${FONT}`;
  for (const [i, { label, style, sparse }] of lines.entries()) {
    const x = 24 + (i % 3) * 410;
    const y = 66 + Math.floor(i / 3) * LEGEND_ROW;
    pen.strokeStyle = style.light;
    pen.fillStyle = style.light;
    pen.lineWidth = 2;
    pen.setLineDash([...style.dash]);
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x + 32, y);
    pen.stroke();
    pen.setLineDash([]);
    if (sparse) paintMarker(pen, style.marker, x + 16, y, 4);
    pen.fillStyle = INK;
    pen.fillText(label, x + 42, y + 4, 350);
  }
}

function base64(bytes: Uint8Array): string {
  let text = "";
  // In pieces: so many arguments at once would overflow the stack.
  for (let i = 0; i < bytes.length; i += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(text);
}
