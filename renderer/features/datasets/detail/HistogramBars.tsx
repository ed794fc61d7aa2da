import { useText } from "../../../app/text/text.ts";
import { formatCount } from "../../../components/format.ts";
import { text } from "../text.ts";
import type { HistogramBar } from "./histogram.ts";

interface Props {
  readonly bars: readonly HistogramBar[];
  /** Pixels from one bar to the next. */
  readonly step: number;
  /** Where the bars stand, and how high the highest is, in pixels. */
  readonly base: number;
  readonly height: number;
  /** Pattern of what lies beyond the line. */
  readonly hatch: string;
}

const GAP = 2;
/** A number of the axis needs this much room. */
const NAME_WIDTH = 52;

export function HistogramBars({ bars, step, base, height, hatch }: Props) {
  const t = useText(text);
  const every = Math.max(1, Math.ceil(NAME_WIDTH / Math.max(1, step)));
  return bars.map((bar) => {
    const tall = bar.rows === 0 ? 0 : Math.max(2, bar.height * height);
    const width = Math.max(1, step - GAP);
    const inside = width * (1 - bar.over);
    const x = bar.x * step + GAP / 2;
    const y = base - tall;
    const range = t("upTo", { from: bar.from + 1, to: bar.to });
    return (
      <g key={bar.to}>
        <title>{`${range}: ${t("rows", { count: bar.rows })}`}</title>
        <rect className="bar" x={x} y={y} width={inside} height={tall} />
        {bar.over > 0 && (
          <rect fill={`url(#${hatch})`} x={x + inside} y={y} width={width - inside} height={tall} />
        )}
        {(bars.length - 1 - bar.x) % every === 0 && (
          <text x={(bar.x + 1) * step} y={base + 17} textAnchor="end">
            {formatCount(bar.to)}
          </text>
        )}
      </g>
    );
  });
}
