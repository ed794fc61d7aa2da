// Way 2: axes and grid of Recharts, each line one SVG path of ours.
import { CartesianGrid, LineChart, XAxis, YAxis } from "recharts";
import type { ChartLine } from "../../../renderer/charts/draw/line.ts";
import { plotArea, scalesOf } from "../../../renderer/charts/draw/plot-area.ts";
import type { ChartView } from "../../../renderer/charts/view/chart-view.ts";
import { tracesOf } from "./recharts-lines.tsx";

interface Props {
  readonly lines: readonly ChartLine[];
  readonly view: ChartView;
  readonly height: number;
}

export function SvgLines({ lines, view, height }: Props) {
  const { shown } = view;
  const scales = scalesOf(plotArea(1068, height), shown, { from: 0, to: 4 }, false);
  return (
    <div style={{ position: "relative" }}>
      <LineChart width={1068} height={height} data={[]} accessibilityLayer={false}>
        <CartesianGrid vertical={false} />
        <XAxis type="number" domain={[shown.from, shown.to]} allowDataOverflow height={30} />
        <YAxis type="number" domain={[0, 4]} allowDataOverflow width={68} />
      </LineChart>
      <svg aria-hidden width={1068} height={height} style={{ position: "absolute", inset: 0 }}>
        {tracesOf(lines, view).map(({ line, kind, xs, ys }) => (
          <path
            key={line.id + kind}
            fill="none"
            stroke={line.style.light}
            strokeWidth={kind === "raw" ? 1 : 2}
            strokeOpacity={kind === "raw" ? 0.3 : 1}
            d={`M${Array.from(xs, (x, i) => `${scales.x(x).toFixed(1)} ${scales.y(ys[i] ?? 0).toFixed(1)}`).join("L")}`}
          />
        ))}
      </svg>
    </div>
  );
}
