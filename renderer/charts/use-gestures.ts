import { type RefObject, useEffect } from "react";
import type { PlotArea, Scales } from "./draw/plot-area.ts";
import type { ChartView } from "./view/chart-view.ts";

export interface GestureGround {
  readonly area: PlotArea;
  readonly scales: Scales;
}

/** A wheel that is told in lines or pages, in pixels. */
const PIXELS_PER = [1, 16, 400] as const;

/**
 * Wheel zooms where the pointer is (once the chart has the focus, or with Ctrl, so that a page can
 * be scrolled past it), dragging pans, a double click shows all.
 */
export function useGestures(
  target: RefObject<HTMLElement | null>,
  ground: RefObject<GestureGround | null>,
  view: ChartView,
): void {
  useEffect(() => {
    const element = target.current;
    if (element === null) return;
    const wheel = (event: WheelEvent) => {
      const { current } = ground;
      const meant = event.ctrlKey || event.metaKey || element.contains(document.activeElement);
      if (current === null || !meant) return;
      event.preventDefault();
      const pixels = event.deltaY * (PIXELS_PER[event.deltaMode] ?? 1);
      view.zoom(Math.exp(Math.max(-200, Math.min(200, pixels)) / 400), at(event, element, current));
    };
    const endDrag = drag(element, ground, view);
    const move = (event: PointerEvent) => {
      const { current } = ground;
      // What is dragged is not read: the crosshair would only take time from the pan.
      if (current !== null && event.buttons === 0) view.point(at(event, element, current));
    };
    const leave = () => view.point(null);
    const all = () => view.reset();
    element.addEventListener("wheel", wheel, { passive: false });
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerleave", leave);
    element.addEventListener("dblclick", all);
    return () => {
      endDrag();
      element.removeEventListener("wheel", wheel);
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerleave", leave);
      element.removeEventListener("dblclick", all);
    };
  }, [target, ground, view]);
}

function at(event: MouseEvent, element: HTMLElement, { area, scales }: GestureGround): number {
  const pixel = event.clientX - element.getBoundingClientRect().left;
  return scales.fromX(Math.min(Math.max(pixel, area.left), area.left + area.width));
}

function drag(
  element: HTMLElement,
  ground: RefObject<GestureGround | null>,
  view: ChartView,
): () => void {
  let last: number | null = null;
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    last = event.clientX;
    view.point(null);
    element.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    const { current } = ground;
    if (last === null || current === null || event.clientX === last) return;
    view.pan((last - event.clientX) / current.area.width);
    last = event.clientX;
  };
  const up = () => {
    last = null;
  };
  element.addEventListener("pointerdown", down);
  element.addEventListener("pointermove", move);
  element.addEventListener("pointerup", up);
  element.addEventListener("pointercancel", up);
  return () => {
    element.removeEventListener("pointerdown", down);
    element.removeEventListener("pointermove", move);
    element.removeEventListener("pointerup", up);
    element.removeEventListener("pointercancel", up);
  };
}

/** What a key does to the view; false for a key that means nothing here. */
export function pressKey(view: ChartView, key: string, shift: boolean): boolean {
  const { from, to } = view.shown;
  const middle = view.hover ?? (from + to) / 2;
  const step = (to - from) / 100;
  switch (key) {
    case "+":
    case "=":
      view.zoom(1 / 1.5, middle);
      return true;
    case "-":
      view.zoom(1.5, middle);
      return true;
    case "0":
    case "Escape":
      view.reset();
      view.point(null);
      return true;
    case "ArrowLeft":
    case "ArrowRight": {
      const sign = key === "ArrowLeft" ? -1 : 1;
      if (shift) view.pan(sign * 0.1);
      else view.point(Math.min(to, Math.max(from, middle + sign * step)));
      return true;
    }
    case "Home":
      view.point(from);
      return true;
    case "End":
      view.point(to);
      return true;
    default:
      return false;
  }
}
