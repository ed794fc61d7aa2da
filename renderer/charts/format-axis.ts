import { formatCount, formatFigure } from "../components/format.ts";
import type { XAxisKind } from "./view/x-axis.ts";

/** How places on an axis are written. */
export function formatterOf(axis: XAxisKind): (value: number) => string {
  if (axis === "step") return (value) => formatCount(Math.round(value));
  if (axis === "epoch") return (value) => formatFigure(value, 4);
  return clock;
}

/** 75 → "1:15"; 3,725 → "1:02:05". */
function clock(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  const two = (n: number) => String(n).padStart(2, "0");
  const minutes = Math.floor(s / 60) % 60;
  const hours = Math.floor(s / 3600);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(s % 60)}` : `${minutes}:${two(s % 60)}`;
}
