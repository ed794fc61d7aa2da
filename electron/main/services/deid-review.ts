import type { ReviewSpan } from "../../shared/domain/deid/quarantine.ts";
import { AppError } from "../../shared/errors.ts";
import type { IndexedRow } from "../../store/interfaces/index.ts";

/** Spans that lie in the row's texts and do not overlap, in order. */
export function checkedSpans(row: IndexedRow, spans: readonly ReviewSpan[]): ReviewSpan[] {
  const ordered = [...spans].sort((a, b) =>
    a.field === b.field ? a.start - b.start : a.field < b.field ? 1 : -1,
  );
  for (const [i, span] of ordered.entries()) {
    const length = row[span.field]?.length ?? 0;
    const before = ordered[i - 1];
    const overlaps = before !== undefined && before.field === span.field && before.end > span.start;
    if (span.end <= span.start || span.end > length || overlaps) {
      throw new AppError("INVALID_INPUT", "The marked places do not fit the text.", {
        field: "spans",
        hint: "Load the row again: it may have been searched anew.",
      });
    }
  }
  return ordered;
}
