import type { Span } from "../view/chart-view.ts";

/** Where the lines go inside a chart, in pixels. Fixed sizes: nothing moves when figures change. */
export const MARGIN = { top: 8, right: 16, bottom: 30, left: 68 } as const;

export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function plotArea(width: number, height: number): PlotArea {
  return {
    left: MARGIN.left,
    top: MARGIN.top,
    width: Math.max(1, width - MARGIN.left - MARGIN.right),
    height: Math.max(1, height - MARGIN.top - MARGIN.bottom),
  };
}

/** From the units of the axes to pixels and back. */
export interface Scales {
  x(value: number): number;
  y(value: number): number;
  fromX(pixel: number): number;
}

export function scalesOf(area: PlotArea, across: Span, up: Span, log: boolean): Scales {
  const perX = area.width / (across.to - across.from);
  const [low, high] = log ? [Math.log10(up.from), Math.log10(up.to)] : [up.from, up.to];
  const perY = area.height / (high - low);
  const bottom = area.top + area.height;
  return {
    x: (value) => area.left + (value - across.from) * perX,
    y: log
      ? (value) => bottom - (Math.log10(value) - low) * perY
      : (value) => bottom - (value - low) * perY,
    fromX: (pixel) => across.from + (pixel - area.left) / perX,
  };
}
