import { type RefObject, useCallback, useRef } from "react";
import type { Pane } from "../../../../electron/shared/domain/conversation.ts";
import { placeAt, scrollTopOf } from "../model/scroll-sync.ts";

/** Scrolls the other pane to the same turn. The echo of our own scrolling is not followed. */
export function useSyncedScroll(
  panes: Readonly<Record<Pane, RefObject<HTMLDivElement | null>>>,
  on: boolean,
): (from: Pane) => void {
  const expected = useRef<{ pane: Pane; top: number } | null>(null);
  return useCallback(
    (from) => {
      const source = panes[from].current;
      const other: Pane = from === "base" ? "tuned" : "base";
      const target = panes[other].current;
      if (!on || source === null || target === null) return;
      const echo = expected.current;
      if (echo?.pane === from && Math.abs(echo.top - source.scrollTop) < 2) return;
      const atEnd = source.scrollTop + source.clientHeight >= source.scrollHeight - 2;
      const top = atEnd
        ? target.scrollHeight - target.clientHeight
        : scrollTopOf(spansOf(target), placeAt(spansOf(source), source.scrollTop));
      const bounded = Math.min(Math.max(0, top), target.scrollHeight - target.clientHeight);
      expected.current = { pane: other, top: bounded };
      target.scrollTop = bounded;
    },
    [panes, on],
  );
}

function spansOf(pane: HTMLElement): { top: number; height: number }[] {
  const turns = [...pane.querySelectorAll<HTMLElement>("[data-turn]")];
  // The pane is their offset parent; what lies above the first turn is its padding.
  const padding = turns[0]?.offsetTop ?? 0;
  return turns.map((turn) => ({ top: turn.offsetTop - padding, height: turn.offsetHeight }));
}

/** Where the newest turn begins. */
export function topOfLastTurn(pane: HTMLElement): number {
  return spansOf(pane).at(-1)?.top ?? 0;
}
