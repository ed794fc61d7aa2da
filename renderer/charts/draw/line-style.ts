/** Colour, dash and mark of a line: any one of the three tells lines apart. */
export interface LineStyle {
  /** On a light and on a dark ground; at least 3:1 against each. */
  readonly light: string;
  readonly dark: string;
  /** Lengths of dash and gap in pixels; empty: whole. */
  readonly dash: readonly number[];
  readonly marker: Marker;
}

export const MARKERS = ["circle", "square", "triangle", "diamond", "cross", "star"] as const;
export type Marker = (typeof MARKERS)[number];

/** Okabe and Ito's colours for colour-blind readers, darkened or lightened for contrast. */
const COLOURS = [
  { light: "#0067a5", dark: "#5cb8f2" },
  { light: "#b34700", dark: "#ff9a57" },
  { light: "#00755a", dark: "#3fd0a8" },
  { light: "#a33f7f", dark: "#f095cd" },
  { light: "#7a6200", dark: "#e6cf4a" },
  { light: "#4b4fb5", dark: "#a9adff" },
  { light: "#8c2f2f", dark: "#ff8f8f" },
] as const;
const DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [10, 3, 2, 3]];

/**
 * The style of the n-th run. It depends on the run alone, not on what else is shown: a run looks
 * the same today and tomorrow, alone and among others.
 */
export function runStyle(n: number): LineStyle {
  const colour = COLOURS[n % COLOURS.length] ?? COLOURS[0];
  return {
    ...colour,
    dash: DASHES[n % DASHES.length] ?? [],
    marker: MARKERS[n % MARKERS.length] ?? "circle",
  };
}
