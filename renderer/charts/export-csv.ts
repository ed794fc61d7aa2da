import { csvCell } from "../../electron/shared/domain/csv-cell.ts";
import type { ChartLine } from "./draw/line.ts";
import { firstIndex } from "./series/metric-series.ts";

/** Every step that any of the lines has, ascending. */
export function allSteps(lines: readonly ChartLine[]): number[] {
  const steps = new Set<number>();
  for (const { series } of lines) {
    for (let i = 0; i < series.length; i += 1) steps.add(series.steps.at(i));
  }
  return [...steps].sort((a, b) => a - b);
}

/** The index of a step in a line; -1 where it was not measured. */
export function indexOfStep({ series }: ChartLine, step: number): number {
  const index = firstIndex(series.length, (i) => series.steps.at(i) >= step);
  return index < series.length && series.steps.at(index) === step ? index : -1;
}

/**
 * All figures at full resolution, one row a step; numbers with a point, as machines read them.
 */
export function toCsv(lines: readonly ChartLine[]): string {
  const header = ["step", ...lines.flatMap(({ label }) => [label, `${label} seconds`])];
  const rows = [header.map(csvCell).join(",")];
  for (const step of allSteps(lines)) {
    const cells = [String(step)];
    for (const line of lines) {
      const index = indexOfStep(line, step);
      if (index < 0) cells.push("", "");
      else {
        const value = line.series.values.at(index);
        cells.push(Number.isFinite(value) ? String(value) : "");
        cells.push(String(line.series.wallMs.at(index) / 1000));
      }
    }
    rows.push(cells.join(","));
  }
  return `${rows.join("\n")}\n`;
}
