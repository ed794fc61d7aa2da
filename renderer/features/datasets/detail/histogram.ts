import type { TokenLengths } from "../../../../electron/shared/contract/datasets.ts";

export interface HistogramBar {
  /** Tokens: more than the one before, up to and with this. */
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** Place and width in bars, from the left. */
  readonly x: number;
  /** Height as a share of the highest bar. */
  readonly height: number;
  /** Share of the bar's width that lies beyond the line. */
  readonly over: number;
}

export interface Histogram {
  readonly bars: readonly HistogramBar[];
  /** Where the line of the context length stands, in bars; null when all bars end before it. */
  readonly line: number | null;
}

/** Bars of equal width over borders that grow: the line stands between two borders by its share. */
export function histogramOf({ bins, contextLength }: Pick<TokenLengths, "bins" | "contextLength">) {
  const first = bins.findIndex((bin) => bin.rows > 0);
  const last = bins.findLastIndex((bin) => bin.rows > 0);
  const used = first < 0 ? [] : bins.slice(first, last + 1);
  const highest = used.reduce((max, bin) => Math.max(max, bin.rows), 1);
  const start = bins[first - 1]?.upTo ?? 0;
  const bars = used.map((bin, x): HistogramBar => {
    const from = used[x - 1]?.upTo ?? start;
    const within = (contextLength - from) / (bin.upTo - from);
    const over = 1 - Math.min(1, Math.max(0, within));
    return { from, to: bin.upTo, rows: bin.rows, x, height: bin.rows / highest, over };
  });
  return { bars, line: linePlace(bars, contextLength) } satisfies Histogram;
}

function linePlace(bars: readonly HistogramBar[], contextLength: number): number | null {
  const at = bars.find((bar) => contextLength <= bar.to);
  if (at === undefined) return null;
  return at.x + Math.max(0, (contextLength - at.from) / (at.to - at.from));
}

/** Context lengths a person chooses from: powers of two up to what the model holds, and that. */
export function contextChoices(modelContext: number): number[] {
  const powers = Array.from({ length: 15 }, (_, i) => 64 << i);
  return [...powers.filter((length) => length < modelContext), modelContext];
}
