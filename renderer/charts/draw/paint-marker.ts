import type { Marker } from "./line-style.ts";

type Shape = readonly (readonly [number, number])[];

/** Corners of a marker around (0, 0), for a radius of 1. */
const SHAPES: Readonly<Record<Exclude<Marker, "circle" | "cross">, Shape>> = {
  square: [
    [-0.85, -0.85],
    [0.85, -0.85],
    [0.85, 0.85],
    [-0.85, 0.85],
  ],
  triangle: [
    [0, -1.15],
    [1.05, 0.8],
    [-1.05, 0.8],
  ],
  diamond: [
    [0, -1.25],
    [1.1, 0],
    [0, 1.25],
    [-1.1, 0],
  ],
  star: [
    [0, -1.3],
    [0.35, -0.35],
    [1.3, 0],
    [0.35, 0.35],
    [0, 1.3],
    [-0.35, 0.35],
    [-1.3, 0],
    [-0.35, -0.35],
  ],
};

/** A filled mark; a cross is stroked with the pen as it is. */
export function paintMarker(
  pen: CanvasRenderingContext2D,
  marker: Marker,
  x: number,
  y: number,
  radius: number,
): void {
  pen.beginPath();
  if (marker === "circle") pen.arc(x, y, radius, 0, 2 * Math.PI);
  else if (marker === "cross") {
    pen.moveTo(x - radius, y - radius);
    pen.lineTo(x + radius, y + radius);
    pen.moveTo(x - radius, y + radius);
    pen.lineTo(x + radius, y - radius);
    pen.stroke();
    return;
  } else {
    for (const [dx, dy] of SHAPES[marker]) pen.lineTo(x + dx * radius, y + dy * radius);
    pen.closePath();
  }
  pen.fill();
}
