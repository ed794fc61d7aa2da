export interface LengthBin {
  /** Rows with at most this many tokens and more than the bin before. */
  readonly upTo: number;
  readonly rows: number;
}

/** Borders 8, 12, 16, 24, 32, 48, ...: fine where short notes are, coarse where long ones are. */
export function lengthBins(lengths: ArrayLike<number>): LengthBin[] {
  let maximum = 0;
  for (let i = 0; i < lengths.length; i += 1) maximum = Math.max(maximum, lengths[i] ?? 0);
  const borders = [8];
  for (let power = 8; (borders.at(-1) ?? 0) < maximum; power *= 2) {
    borders.push(power * 1.5, power * 2);
  }
  const rows = borders.map(() => 0);
  for (let i = 0; i < lengths.length; i += 1) {
    const bin = borders.findIndex((border) => (lengths[i] ?? 0) <= border);
    rows[bin] = (rows[bin] ?? 0) + 1;
  }
  return borders.map((upTo, bin) => ({ upTo, rows: rows[bin] ?? 0 }));
}

const WANTED_BINS = 24;

/**
 * Bins for a picture: of one round width where the lengths lie together, else growing by a third of
 * an octave, so that a few very long rows do not press all others into one bar. The first bin is
 * empty and says where the second begins.
 * @param sorted ascending
 */
export function pictureBins(sorted: ArrayLike<number>): LengthBin[] {
  const count = sorted.length;
  if (count === 0) return [];
  const minimum = sorted[0] ?? 0;
  const maximum = sorted[count - 1] ?? 0;
  const median = sorted[count >>> 1] ?? 0;
  const close = maximum - minimum <= 6 * Math.max(median, 8);
  const borders = close ? evenBorders(minimum, maximum) : growingBorders(minimum, maximum);
  let at = 0;
  return borders.map((upTo) => {
    const from = at;
    while (at < count && (sorted[at] ?? 0) <= upTo) at += 1;
    return { upTo, rows: at - from };
  });
}

function evenBorders(minimum: number, maximum: number): number[] {
  const step = roundStep((maximum - minimum + 1) / WANTED_BINS);
  const borders = [Math.floor((minimum - 1) / step) * step];
  while ((borders.at(-1) ?? 0) < maximum) borders.push((borders.at(-1) ?? 0) + step);
  return borders;
}

/** The next of 1, 2, 5, 10, 20, 50, ... */
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, wanted)));
  const factor = [1, 2, 5, 10].find((one) => one * power >= wanted) ?? 10;
  return factor * power;
}

/** 8, 10, 12, 16, 20, 24, 32, ...: numbers a person reads, about a third of an octave apart. */
function growingBorders(minimum: number, maximum: number): number[] {
  const borders = [0];
  for (let power = 8; (borders.at(-1) ?? 0) < maximum; power *= 2) {
    for (const border of [power, power * 1.25, power * 1.5]) {
      if (border < minimum) borders[0] = border;
      else if ((borders.at(-1) ?? 0) < maximum) borders.push(border);
    }
  }
  return borders;
}
