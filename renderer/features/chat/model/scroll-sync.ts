/** Where a pane is read: a turn, and how much of it is above the edge. Panes differ in height. */
export interface ScrollPlace {
  readonly turn: number;
  readonly share: number;
}

interface Span {
  readonly top: number;
  readonly height: number;
}

/** The place at the upper edge of a pane whose turns lie at `spans`. */
export function placeAt(spans: readonly Span[], scrollTop: number): ScrollPlace {
  let turn = 0;
  for (let i = 0; i < spans.length; i += 1) if ((spans[i]?.top ?? 0) <= scrollTop) turn = i;
  const span = spans[turn];
  if (span === undefined || span.height <= 0) return { turn, share: 0 };
  return { turn, share: Math.min(1, Math.max(0, (scrollTop - span.top) / span.height)) };
}

/** How far another pane is scrolled to be read at the same place. */
export function scrollTopOf(spans: readonly Span[], place: ScrollPlace): number {
  const span = spans[place.turn];
  return span === undefined ? 0 : span.top + span.height * place.share;
}
