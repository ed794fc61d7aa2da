/** Start, memory and answering time of the window. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, type RunningWindow } from "../../e2e/support/launch.ts";
import { proportionalBytes } from "../../e2e/support/processes.ts";
import { ordersCsv, prepareOrders, startSmallRun } from "../../e2e/support/small-run.ts";
import { until } from "../../e2e/support/until.ts";
import { call, openHome } from "../../e2e/support/workbench.ts";
import { median, percentile, print } from "./measure.ts";

const STARTS = 7;
const IDLE_MS = 10_000;
const MIB = 2 ** 20;

/** A home that was used before, so that a start shows Home and not the first question. */
export async function usedHome(): Promise<{ home: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "differential-bench-"));
  const home = join(folder, "home");
  const window = await launch({ home, trace: false });
  await openHome(window);
  await prepareOrders(window, ordersCsv(2000, "routine"));
  await window.close();
  return { home, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** From the program's start until Home's first button can be pressed. */
export async function measureStart(home: string): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < STARTS; i += 1) {
    const started = performance.now();
    const window = await launch({ home, trace: false });
    await window.page.locator("main h1").waitFor();
    await window.page.locator("main button:enabled").first().waitFor();
    times.push(performance.now() - started);
    await window.close();
  }
  const common = { unit: "ms", better: "lower", samples: STARTS } as const;
  print({ name: "start to interactive Home, median", value: median(times), bar: 2500, ...common });
  print({
    name: "start to interactive Home, worst",
    value: Math.max(...times),
    bar: 2500,
    ...common,
  });
}

/** All processes together, shared pages counted once (PSS), with Home open and nothing to do. */
export async function measureMemory(home: string): Promise<void> {
  const window = await launch({ home, trace: false });
  await window.page.locator("main h1").waitFor();
  await window.page.waitForTimeout(IDLE_MS);
  const processes = window.processes();
  const bytes = processes.reduce((sum, { pid }) => sum + proportionalBytes(pid), 0);
  print({
    name: `idle memory of ${processes.length} processes (PSS)`,
    value: bytes / MIB,
    unit: "MiB",
    bar: 450,
    better: "lower",
    samples: 1,
  });
  await window.close();
}

/**
 * The main process's delay while a run trains, as the page meets it: a question that needs no work,
 * every 20 ms, there and back. The loop's own delay is less than that.
 */
export async function measureDelay(home: string): Promise<void> {
  const window = await launch({ home, trace: false });
  const run = await startSmallRun(window, { maxSteps: 5000, saveEverySteps: 100 });
  await until(
    "steps",
    async () => (await call(window, "runs", "get", { run })).step,
    (n) => n > 5,
  );
  const times = (await window.page.evaluate(`(async () => {
    const times = [];
    for (let i = 0; i < 1000; i += 1) {
      const asked = performance.now();
      await window.workbench.session.state({});
      times.push(performance.now() - asked);
      await new Promise((done) => setTimeout(done, 20));
    }
    return times;
  })()`)) as number[];
  const common = { unit: "ms", better: "lower", samples: times.length } as const;
  const name = "main process answers while training";
  print({ name: `${name}, median`, value: median(times), bar: 5, ...common });
  print({ name: `${name}, p99`, value: percentile(times, 0.99), bar: 50, ...common });
  await stopRun(window, run);
  await window.close();
}

export async function stopRun(window: RunningWindow, run: string): Promise<void> {
  await call(window, "runs", "stop", { run, save: false });
  const status = async () => (await call(window, "runs", "get", { run })).run.status;
  await until("the run's end", status, (one) => one !== "running" && one !== "queued");
}
