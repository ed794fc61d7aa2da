import type { Selection } from "./draft.ts";

/** Where the selected text lies in the row; null when nothing of a text is selected. */
export function selectionIn(container: HTMLElement): Selection | null {
  const selection = window.getSelection();
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!container.contains(range.commonAncestorContainer)) return null;
  const from = placeOf(range.startContainer, range.startOffset);
  const to = placeOf(range.endContainer, range.endOffset);
  if (from === null || to === null || from.field !== to.field || to.at <= from.at) return null;
  return { field: from.field, start: from.at, end: to.at };
}

function placeOf(node: Node, offset: number): { field: Selection["field"]; at: number } | null {
  const element = node instanceof HTMLElement ? node : node.parentElement;
  const piece = element?.closest<HTMLElement>("[data-start]");
  const field = element?.closest<HTMLElement>("[data-field]")?.dataset["field"];
  if (!piece || (field !== "text" && field !== "answer")) return null;
  // An offset in an element counts its children: a piece has its text alone.
  const inside =
    node.nodeType === Node.TEXT_NODE ? offset : offset === 0 ? 0 : (piece.textContent?.length ?? 0);
  return { field, at: Number(piece.dataset["start"]) + inside };
}
