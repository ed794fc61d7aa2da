import { isSmoothed, type Trace } from "./line.ts";
import { paintMarker } from "./paint-marker.ts";
import type { PlotArea, Scales } from "./plot-area.ts";

type Pen = CanvasRenderingContext2D;

/** Lines of more points than this are painted the quick way. */
const DENSE = 300;
const BOLD = 2;
/** Moved along the diagonal by this much, neighbours touch whichever way a line runs. */
const APART = 0.7;

/** Paints traces onto a canvas of `ratio` device pixels a pixel, faint ones first. */
export function paintTraces(
  pen: Pen,
  ratio: number,
  area: PlotArea,
  scales: Scales,
  traces: readonly Trace[],
  dark: boolean,
): void {
  pen.save();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.beginPath();
  pen.rect(
    area.left * ratio,
    (area.top - 2) * ratio,
    area.width * ratio,
    (area.height + 4) * ratio,
  );
  pen.clip();
  for (const trace of traces) paintTrace(pen, ratio, scales, trace, dark);
  pen.restore();
}

function paintTrace(pen: Pen, ratio: number, scales: Scales, trace: Trace, dark: boolean): void {
  const { line, kind, xs } = trace;
  const faint = kind === "raw" && isSmoothed(line); // its mean is the line to read
  const colour = dark ? line.style.dark : line.style.light;
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.lineJoin = "round";
  pen.globalAlpha = faint ? 0.28 : 1;
  pen.setLineDash(faint ? [] : line.style.dash.map((length) => length * ratio));
  const corners = cornersOf(trace, scales, ratio);
  if (faint || xs.length > DENSE) hairlines(pen, corners, faint ? 1 : Math.round(BOLD * ratio));
  else {
    pen.lineWidth = BOLD * ratio;
    follow(pen, corners, 0);
  }
  if (line.sparse) paintMarkers(pen, corners, trace, ratio);
}

/**
 * A bold line of many corners as some lines one device pixel wide beside each other: a wide stroke
 * takes a software renderer five times as long, for its joins.
 */
function hairlines(pen: Pen, corners: Float64Array, wide: number): void {
  pen.lineWidth = 1;
  for (let i = 0; i < wide; i += 1) follow(pen, corners, (i - (wide - 1) / 2) * APART);
}

/** x and y of every point in device pixels; y is NaN where there is a gap. */
function cornersOf({ xs, ys }: Trace, scales: Scales, ratio: number): Float64Array {
  const corners = new Float64Array(xs.length * 2);
  for (let i = 0; i < xs.length; i += 1) {
    corners[2 * i] = scales.x(xs[i] as number) * ratio;
    corners[2 * i + 1] = scales.y(ys[i] as number) * ratio;
  }
  return corners;
}

function follow(pen: Pen, corners: Float64Array, offset: number): void {
  pen.beginPath();
  let down = false;
  for (let i = 0; i < corners.length; i += 2) {
    const y = corners[i + 1] as number;
    if (!Number.isFinite(y)) {
      down = false;
      continue;
    }
    const x = (corners[i] as number) + offset;
    if (down) pen.lineTo(x, y + offset);
    else pen.moveTo(x, y + offset);
    down = true;
  }
  pen.stroke();
}

function paintMarkers(pen: Pen, corners: Float64Array, { line }: Trace, ratio: number): void {
  pen.setLineDash([]);
  pen.lineWidth = 1.5 * ratio;
  for (let i = 0; i < corners.length; i += 2) {
    const [x, y] = [corners[i] as number, corners[i + 1] as number];
    if (Number.isFinite(y)) paintMarker(pen, line.style.marker, x, y, 4 * ratio);
  }
}
