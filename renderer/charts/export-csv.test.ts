import { expect, it } from "vitest";
import type { ChartLine } from "./draw/line.ts";
import { runStyle } from "./draw/line-style.ts";
import { toCsv } from "./export-csv.ts";
import { MetricSeries } from "./series/metric-series.ts";

function line(label: string, points: readonly [number, number][], sparse = false): ChartLine {
  const series = new MetricSeries();
  for (const [step, value] of points) series.append(step, value, step * 500);
  return { id: label, label, series, epochs: null, style: runStyle(0), sparse };
}

it("has every step of every line once, and empty cells where nothing was measured", () => {
  const train = line("train", [
    [1, 2.5],
    [2, Number.NaN],
    [3, 0.1],
  ]);
  const validation = line("validation", [
    [2, 2.25],
    [9, 1],
  ]);
  expect(toCsv([train, validation]).split("\n")).toEqual([
    "step,train,train seconds,validation,validation seconds",
    "1,2.5,0.5,,",
    "2,,1,2.25,1",
    "3,0.1,1.5,,",
    "9,,,1,4.5",
    "",
  ]);
});

it("never writes a name as a formula, nor lets it break out of its cell", () => {
  const header = toCsv([line('=HYPERLINK("x")', []), line('a,"b"', [])]).split("\n")[0];
  expect(header).toBe(
    `step,"'=HYPERLINK(""x"")","'=HYPERLINK(""x"") seconds","a,""b""","a,""b"" seconds"`,
  );
});
