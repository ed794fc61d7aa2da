import { SHOWN_TEXT_CHARS, type ShownRow } from "../../shared/contract/datasets.ts";
import type { IndexedRow } from "../../store/interfaces/index.ts";

/** A page of rows must stay small however long the notes are. */
export function shownRow(row: IndexedRow): ShownRow {
  const { index, id, label, group, part, sourceRow } = row;
  const answer = row.answer === null ? null : cut(row.answer);
  const { parent, origin } = row;
  return {
    ...{ index, id, text: cut(row.text), label, group, answer, part, sourceRow },
    ...(parent === undefined ? {} : { parent }),
    ...(origin === undefined ? {} : { origin }),
  };
}

function cut(text: string): string {
  if (text.length <= SHOWN_TEXT_CHARS) return text;
  // Half a surrogate pair at the end would not survive the way to the window.
  return `${text.slice(0, SHOWN_TEXT_CHARS).replace(/[\ud800-\udbff]$/, "")}…`;
}
