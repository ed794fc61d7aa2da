import type { KeyboardEvent } from "react";

export type ReviewAct =
  | "next"
  | "previous"
  | "accept"
  | "reject"
  | "kind"
  | "mark"
  | "remove"
  | "confirm"
  | "nextRow"
  | "previousRow";

const ACTS: Readonly<Record<string, ReviewAct>> = {
  n: "next",
  arrowright: "next",
  p: "previous",
  arrowleft: "previous",
  a: "accept",
  r: "reject",
  c: "kind",
  m: "mark",
  delete: "remove",
  enter: "confirm",
  pagedown: "nextRow",
  pageup: "previousRow",
};

/** What a key does in the text; null for the keys of the window and of the page. */
export function reviewKey(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">,
): ReviewAct | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null;
  const key = event.key.toLowerCase();
  return Object.hasOwn(ACTS, key) ? (ACTS[key] ?? null) : null;
}
