import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useSyncExternalStore } from "react";
import { type ChartLine, isSmoothed } from "./draw/line.ts";
import type { PlotArea, Scales } from "./draw/plot-area.ts";
import { LineKey } from "./LineKey.tsx";
import type { ChartView } from "./view/chart-view.ts";
import { nearestIndex, type Position } from "./view/x-axis.ts";

export interface PlacedLine {
  readonly line: ChartLine;
  readonly position: Position;
}

interface Props {
  readonly view: ChartView;
  readonly lines: readonly PlacedLine[];
  readonly area: PlotArea;
  readonly scales: Scales;
  readonly dark: boolean;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
}

/** Where the reader points: a line across every chart of the page, and the figures at that place. */
export function Crosshair({ view, lines, area, scales, dark, formatX, formatY }: Props) {
  const hover = useSyncExternalStore(view.onHover, () => view.hover);
  if (hover === null) return null;
  const x = scales.x(hover);
  if (x < area.left - 1 || x > area.left + area.width + 1) return null;
  const right = x < area.left + area.width / 2;
  return (
    <>
      <Box
        aria-hidden
        sx={{
          position: "absolute",
          width: "1px",
          bgcolor: "text.secondary",
          pointerEvents: "none",
        }}
        style={{ left: x, top: area.top, height: area.height }}
      />
      <Box
        sx={{
          position: "absolute",
          zIndex: 1,
          pointerEvents: "none",
          bgcolor: "background.paper",
          border: 1,
          borderColor: "divider",
          borderRadius: 1,
          px: 1,
          py: 0.5,
          maxWidth: 320,
        }}
        style={
          right
            ? { left: x + 10, top: area.top }
            : { right: `calc(100% - ${x - 10}px)`, top: area.top }
        }
      >
        <Typography variant="caption" sx={{ fontWeight: 620 }}>
          {formatX(hover)}
        </Typography>
        {readings(lines, hover).map(({ line, value, smooth }) => (
          <Box key={line.id} sx={{ display: "flex", alignItems: "center", gap: 0.75 }}>
            <LineKey style={line.style} dark={dark} marked={line.sparse} />
            <Typography variant="caption" noWrap sx={{ flex: 1 }}>
              {line.label}
            </Typography>
            <Typography variant="caption" sx={{ fontVariantNumeric: "tabular-nums" }}>
              {Number.isFinite(value) ? formatY(value) : "–"}
              {smooth !== null && ` (${formatY(smooth)})`}
            </Typography>
          </Box>
        ))}
      </Box>
    </>
  );
}

export interface Reading {
  readonly line: ChartLine;
  readonly value: number;
  /** The mean at this place; null where the line is not smoothed. */
  readonly smooth: number | null;
}

/** The figures nearest to a place, exact and at full resolution. */
export function readings(lines: readonly PlacedLine[], hover: number): Reading[] {
  return lines.flatMap(({ line, position }) => {
    const { series } = line;
    const index = nearestIndex(hover, series.length, position);
    if (index < 0) return [];
    const mean = series.smooth.means.at(index);
    const smooth = isSmoothed(line) && Number.isFinite(mean) ? mean : null;
    return [{ line, value: series.values.at(index), smooth }];
  });
}
