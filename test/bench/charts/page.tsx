// Five runs of 100,000 steps through the real chart, and through the ways that were tried beside it.
import CssBaseline from "@mui/material/CssBaseline";
import { ThemeProvider } from "@mui/material/styles";
import { useMemo, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import "../../../renderer/app/text.ts";
import { theme } from "../../../renderer/app/theme/theme.ts";
import type { ChartLine } from "../../../renderer/charts/draw/line.ts";
import { runStyle } from "../../../renderer/charts/draw/line-style.ts";
import { MetricChart } from "../../../renderer/charts/MetricChart.tsx";
import { MetricSeries } from "../../../renderer/charts/series/metric-series.ts";
import { ChartView } from "../../../renderer/charts/view/chart-view.ts";
import { RechartsLines } from "./recharts-lines.tsx";
import { SvgLines } from "./svg-lines.tsx";

const asked = new URLSearchParams(location.search);
const way = asked.get("way") ?? "canvas";
const RUNS = Number(asked.get("runs") ?? 5);
const STEPS = Number(asked.get("steps") ?? 100_000);

function synthetic(n: number): ChartLine {
  const series = new MetricSeries(0.9);
  let state = n + 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (let step = 1; step <= STEPS; step += 1) {
    const loss = 0.3 + 2.5 * Math.exp(-step / (STEPS / 6)) + 0.1 * n + 0.4 * random();
    series.append(step, loss, step * 12);
  }
  const style = runStyle(n);
  return { id: `run-${n}`, label: `run ${n}`, series, epochs: null, style, sparse: false };
}

const started = performance.now();
const lines = Array.from({ length: RUNS }, (_, n) => synthetic(n));
const view = new ChartView();
Object.assign(window, { bench: { view, buildMs: performance.now() - started, lines } });
view.reach("bench", { from: 1, to: STEPS });

const props = { lines, view, height: 420 };

function Page() {
  useSyncExternalStore(view.onChange, () => view.version);
  const formatY = useMemo(() => (value: number) => value.toPrecision(3), []);
  if (way === "recharts") return <RechartsLines {...props} />;
  if (way === "svg") return <SvgLines {...props} />;
  return (
    <MetricChart {...props} title="Loss" axis="step" log={false} formatY={formatY} revision={0} />
  );
}

createRoot(document.getElementById("root") as HTMLElement).render(
  <ThemeProvider theme={theme}>
    <CssBaseline />
    <div style={{ width: 1100, padding: 16 }}>
      <Page />
    </div>
  </ThemeProvider>,
);
