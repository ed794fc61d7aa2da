import type { Translate } from "../app/text/text.ts";
import { formatCount } from "../components/format.ts";
import type { PlacedLine } from "./Crosshair.tsx";
import type { text } from "./text.ts";

interface Formats {
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
}

/** A chart in words, for who does not see it: how each line began, ended, and its extremes. */
export function summaryOf(
  lines: readonly PlacedLine[],
  t: Translate<(typeof text)["en"]>,
  { formatX, formatY }: Formats,
): string {
  const sentences = lines.flatMap(({ line, position }) => {
    const { series, label } = line;
    const found = series.pyramid.extremes(0, series.length);
    if (found === null) return [t("empty", { label })];
    const y = (index: number) => formatY(series.values.at(index));
    const points = formatCount(series.length);
    const said = t("line", {
      label,
      points,
      first: y(0),
      last: y(series.length - 1),
      min: y(found.min),
      minAt: formatX(position(found.min)),
      max: y(found.max),
      maxAt: formatX(position(found.max)),
    });
    if (series.nonFinite === 0) return [said];
    return [said, t("nonFinite", { label, points: formatCount(series.nonFinite) })];
  });
  return sentences.join(" ");
}
