/** How smoothly the charts move with five runs of 100,000 steps, and how soon a step is drawn. */
import { openHome } from "../../../electron/main/open-home.ts";
import type { MetricPoint } from "../../../electron/shared/domain/metric.ts";
import { launch } from "../../e2e/support/launch.ts";
import { goTo } from "../../e2e/support/pages.ts";
import { startSmallRun } from "../../e2e/support/small-run.ts";
import { until } from "../../e2e/support/until.ts";
import { call } from "../../e2e/support/workbench.ts";
import { percentile, print } from "./measure.ts";
import { stopRun } from "./window-figures.ts";

const RUNS = 5;
const STEPS = 100_000;
const MOVE_MS = 6000;

/** Runs with the figures of a long training, put into the store as a trainer would have. */
function addLongRuns(home: string): string[] {
  const opened = openHome({ root: home, passphrase: null, mode: "write" });
  try {
    const { store } = opened;
    const { runs, metrics } = store;
    const [like] = runs.list();
    if (like === undefined) throw new Error("the home has no run to copy the configuration of");
    return Array.from({ length: RUNS }, (_, n) => {
      const name = `long-${n + 1}`;
      const { id } = store.command("runs.start", () => runs.create({ ...like, name }));
      metrics.append(id, lossOf(n));
      for (const status of ["running", "finished"] as const) {
        store.command(`runs.${status}`, () => runs.setStatus(id, status));
      }
      return id;
    });
  } finally {
    opened.close();
  }
}

/** A falling, noisy loss: every point differs from its neighbours, so nothing can be left out. */
function lossOf(n: number): MetricPoint[] {
  let state = n + 1;
  return Array.from({ length: STEPS }, (_, i) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const value = 0.3 + 2.5 * Math.exp(-i / 20_000) + 0.1 * n + (0.4 * state) / 2 ** 32;
    return { step: i + 1, name: "loss", value, wallMs: i * 12 };
  });
}

/** One gesture a frame, as a wheel that never rests; gives the times between frames. */
const ZOOM_EACH_FRAME = `new Promise((done) => {
  const chart = document.querySelector("[aria-roledescription]");
  chart.focus();
  const box = chart.getBoundingClientRect();
  const gaps = [];
  let last = performance.now();
  const end = last + ${MOVE_MS};
  let frame = 0;
  const move = () => {
    const now = performance.now();
    gaps.push(now - last);
    last = now;
    frame += 1;
    const place = { clientX: box.left + box.width * (0.3 + 0.4 * ((frame % 97) / 97)),
      clientY: box.top + box.height / 2 };
    const deltaY = frame % 60 < 30 ? -40 : 40;
    chart.dispatchEvent(new WheelEvent("wheel", { deltaY, bubbles: true, cancelable: true, ...place }));
    if (now < end) requestAnimationFrame(move); else done(gaps.slice(1));
  };
  requestAnimationFrame(move);
})`;

export async function measureCharts(home: string): Promise<void> {
  const first = await launch({ home, trace: false });
  const run = await startSmallRun(first, { maxSteps: 20, saveEverySteps: 10 });
  const status = async () => (await call(first, "runs", "get", { run })).run.status;
  await until("a first run", status, (one) => one === "finished");
  await until(
    "its evaluation",
    () => call(first, "runs", "overview", {}),
    ([one]) => one?.accuracy !== null,
  );
  await first.close();

  const ids = addLongRuns(home);
  const window = await launch({ home, trace: false, size: { width: 1280, height: 800 } });
  const opened = performance.now();
  await goTo(window, `/compare?runs=${ids.join(",")}`);
  const words = window.page.locator("[aria-roledescription]").first();
  const whole = /100,?000 points/;
  await until(
    "all points",
    () => words.innerText(),
    (text) => text.match(new RegExp(whole, "g"))?.length === RUNS,
  );
  const openMs = performance.now() - opened;
  const gaps = (await window.page.evaluate(ZOOM_EACH_FRAME)) as number[];
  const fps = (1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0);
  const of = `${RUNS} runs of ${STEPS} steps`;
  print({
    name: `chart, ${of}: until drawn`,
    value: openMs,
    unit: "ms",
    bar: 5000,
    better: "lower",
    samples: 1,
  });
  print({
    name: `chart, ${of}: zooming`,
    value: fps,
    unit: "fps",
    bar: 50,
    better: "higher",
    samples: gaps.length,
  });
  const p99 = percentile(gaps, 0.99);
  print({
    name: `chart, ${of}: frame, p99`,
    value: p99,
    unit: "ms",
    bar: 50,
    better: "lower",
    samples: gaps.length,
  });
  await window.close();
}

/** Notes when each step's event reaches the page, and when the loss chart's bitmap is painted next. */
const WATCH_STEPS = (run: string, ms: number) => `new Promise((done) => {
  const chart = document.querySelector('[role=group][aria-label^="Loss"] canvas');
  const proto = CanvasRenderingContext2D.prototype;
  const clear = proto.clearRect;
  const waiting = [];
  const delays = [];
  proto.clearRect = function (...box) {
    if (this.canvas === chart) {
      const now = performance.now();
      for (const at of waiting.splice(0)) delays.push(now - at);
    }
    return clear.apply(this, box);
  };
  const close = window.workbench.runs.onEvent({ run: ${JSON.stringify(run)} }, (frame) => {
    if (frame.type !== "events") return;
    for (const event of frame.events) if (event.type === "step") waiting.push(performance.now());
  });
  setTimeout(() => { close(); proto.clearRect = clear; done(delays); }, ${ms});
})`;

/**
 * From the arrival of a step in the page to its paint. Before that lie the trainer's message and
 * the wait for a batch: the first step after a pause goes at once, later ones within 50 ms.
 */
export async function measureStepToChart(home: string): Promise<void> {
  const window = await launch({ home, trace: false, size: { width: 1280, height: 800 } });
  const run = await startSmallRun(window, { maxSteps: 5000, saveEverySteps: 500, microBatch: 8 });
  await until(
    "steps",
    async () => (await call(window, "runs", "get", { run })).step,
    (n) => n > 5,
  );
  await goTo(window, `/runs/${run}`);
  await window.page.waitForTimeout(2000);
  const delays = (await window.page.evaluate(WATCH_STEPS(run, 20_000))) as number[];
  const common = { unit: "ms", bar: 100, better: "lower", samples: delays.length } as const;
  const name = "step: from its arrival in the page to the chart";
  print({ name: `${name}, median`, value: percentile(delays, 0.5), ...common });
  print({ name: `${name}, p99`, value: percentile(delays, 0.99), ...common });
  await stopRun(window, run);
  await window.close();
}
