// What a person is deciding about one row, before it is confirmed.
import type { DeidClass } from "../../../../electron/shared/domain/deid/classes.ts";
import type { ReviewSpan, SpanField } from "../../../../electron/shared/domain/deid/quarantine.ts";

export interface Draft {
  readonly spans: readonly ReviewSpan[];
  /** Index of the span the keys act on; -1 when there is none. */
  readonly at: number;
  readonly changed: boolean;
}

export interface Selection {
  readonly field: SpanField;
  readonly start: number;
  readonly end: number;
}

export function draftOf(spans: readonly ReviewSpan[]): Draft {
  return { spans, at: spans.length > 0 ? 0 : -1, changed: false };
}

export function moved(draft: Draft, by: number): Draft {
  const { length } = draft.spans;
  if (length === 0) return draft;
  return { ...draft, at: (draft.at + by + length) % length };
}

export const selected = (draft: Draft, at: number): Draft => ({ ...draft, at });

/** Decides the span at hand and goes to the next, as one reads. */
export function decided(draft: Draft, accepted: boolean): Draft {
  const next = withSpan(draft, (span) => ({ ...span, accepted }));
  return { ...next, at: Math.min(draft.at + 1, draft.spans.length - 1) };
}

export function reclassified(draft: Draft, kind: DeidClass): Draft {
  return withSpan(draft, (span) => ({ ...span, class: kind, accepted: true }));
}

/** A mark of the person's own goes; what the search found can only be let stand. */
export function removed(draft: Draft): Draft {
  const span = draft.spans[draft.at];
  if (span === undefined) return draft;
  if (span.source !== "person") return decided(draft, false);
  const spans = draft.spans.filter((_, i) => i !== draft.at);
  return { spans, at: Math.min(draft.at, spans.length - 1), changed: true };
}

/** Null when the selection overlaps a span that is there. */
export function added(
  draft: Draft,
  { field, start, end }: Selection,
  kind: DeidClass,
): Draft | null {
  const overlaps = draft.spans.some((s) => s.field === field && s.start < end && start < s.end);
  if (overlaps) return null;
  const span: ReviewSpan = { field, start, end, class: kind, source: "person", accepted: true };
  const spans = [...draft.spans, span].sort((a, b) =>
    a.field === b.field ? a.start - b.start : a.field === "text" ? -1 : 1,
  );
  return { spans, at: spans.indexOf(span), changed: true };
}

/** Confirming a row says yes to everything in it that was not let stand. */
export function confirmed({ spans }: Draft): ReviewSpan[] {
  return spans.map((span) => ({ ...span, accepted: span.accepted !== false }));
}

function withSpan(draft: Draft, change: (span: ReviewSpan) => ReviewSpan): Draft {
  if (draft.spans[draft.at] === undefined) return draft;
  const spans = draft.spans.map((span, i) => (i === draft.at ? change(span) : span));
  return { ...draft, spans, changed: true };
}
