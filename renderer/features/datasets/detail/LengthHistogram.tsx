import Box from "@mui/material/Box";
import { useId, useRef } from "react";
import type { TokenLengths } from "../../../../electron/shared/contract/datasets.ts";
import { useText } from "../../../app/text/text.ts";
import { useWidth } from "../../../charts/use-width.ts";
import { text } from "../text.ts";
import { HistogramBars } from "./HistogramBars.tsx";
import { histogramOf } from "./histogram.ts";

const HEIGHT = 220;
const TOP = 26;
const BOTTOM = 42;

/** Rows by their length; what lies beyond the context length is hatched, not only coloured. */
export function LengthHistogram({ lengths }: { lengths: TokenLengths }) {
  const t = useText(text);
  const hatch = useId();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const { bars, line } = histogramOf(lengths);
  const { tokens, over, contextLength } = lengths;
  const step = width / Math.max(1, bars.length);
  const base = HEIGHT - BOTTOM;
  const label = t("lengthsChart", {
    median: tokens.median,
    p95: tokens.p95,
    maximum: tokens.maximum,
    over,
    context: contextLength,
  });
  const at = (line ?? bars.length) * step;
  return (
    <Box ref={frame} sx={{ height: HEIGHT }}>
      <Box component="svg" role="img" aria-label={label} width={width} height={HEIGHT} sx={chartSx}>
        <defs>
          <pattern
            id={hatch}
            width="7"
            height="7"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="7" height="7" className="over" />
            <rect width="3" height="7" className="hatch" />
          </pattern>
        </defs>
        <HistogramBars bars={bars} step={step} base={base} height={base - TOP} hatch={hatch} />
        <line className="axis" x1={0} x2={width} y1={base} y2={base} />
        <text x={width} y={HEIGHT - 4} textAnchor="end">
          {t("tokensAxis")}
        </text>
        {line === null ? (
          <text x={width} y={15} textAnchor="end">
            {`${t("beyondChart", { n: contextLength })} →`}
          </text>
        ) : (
          <>
            <line className="limit" x1={at} x2={at} y1={TOP - 6} y2={base} />
            <text
              className="limit-name"
              x={at}
              y={15}
              textAnchor={at > width - 60 ? "end" : at < 60 ? "start" : "middle"}
            >
              {t("tokens", { n: contextLength })}
            </text>
          </>
        )}
      </Box>
    </Box>
  );
}

const chartSx = {
  display: "block",
  "& text": {
    fontSize: 12.5,
    fill: "var(--mui-palette-text-secondary)",
    fontVariantNumeric: "tabular-nums",
  },
  "& .bar": { fill: "var(--mui-palette-primary-main)" },
  "& .over": { fill: "var(--mui-palette-background-paper)" },
  "& .hatch": { fill: "var(--mui-palette-error-main)" },
  "& .axis": { stroke: "var(--mui-palette-divider)" },
  "& .limit": { stroke: "var(--mui-palette-error-main)", strokeWidth: 2, strokeDasharray: "5 3" },
  "& .limit-name": { fill: "var(--mui-palette-error-main)", fontWeight: 620 },
} as const;
