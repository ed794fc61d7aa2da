import { useCallback, useState } from "react";
import type { Pane } from "../../../electron/shared/domain/conversation.ts";

export interface View {
  readonly list: boolean;
  readonly swapped: boolean;
  readonly sync: boolean;
  readonly diff: boolean;
  /** The side that has the room for itself. */
  readonly alone: Pane | null;
  readonly toggle: (what: "list" | "swapped" | "sync" | "diff") => void;
  readonly expand: (pane: Pane) => void;
}

/** Kept while the window is open. */
let last = { list: true, swapped: false, sync: true, diff: false, alone: null as Pane | null };

export function useView(): View {
  const [view, setView] = useState(last);
  const change = useCallback((step: (before: typeof last) => typeof last) => {
    setView((before) => {
      last = step(before);
      return last;
    });
  }, []);
  const toggle = useCallback(
    (what: "list" | "swapped" | "sync" | "diff") => change((v) => ({ ...v, [what]: !v[what] })),
    [change],
  );
  const expand = useCallback(
    (pane: Pane) => change((v) => ({ ...v, alone: v.alone === pane ? null : pane })),
    [change],
  );
  return { ...view, toggle, expand };
}
