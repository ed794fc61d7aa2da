// Five runs of 100,000 steps, panned: how long a frame takes by each way of drawing lines. Prints
// one JSON line a way. Start it with `node test/bench/charts/run.ts` on a machine that rests.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { build } from "vite";
import { buildDir } from "../../../tools/bootstrap/paths.mjs";
import { startVirtualDisplay } from "../../../tools/desktop/virtual-display.ts";
import { launch, type RunningWindow } from "../../e2e/support/launch.ts";

const WAYS = ["recharts", "svg", "canvas"] as const;
const FRAMES = 300;
const outDir = join(buildDir, "bench", "charts");
const TICK_MS = 10; // of /proc/PID/stat: 100 a second

async function main(): Promise<void> {
  await build({
    root: import.meta.dirname,
    base: "./",
    logLevel: "error",
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: "chrome142", chunkSizeWarningLimit: 5000 },
  });
  const display = await startVirtualDisplay();
  Object.assign(process.env, display.env);
  const page = join(outDir, "index.html");
  const window = await launch({
    app: join(import.meta.dirname, "app"),
    trace: false,
    env: { CHARTS_BENCH_PAGE: page },
  });
  try {
    for (const way of WAYS) {
      await window.page.goto(`file://${page}?way=${way}`);
      await window.page.waitForTimeout(3000);
      process.stdout.write(`${JSON.stringify({ way, ...(await pan(window)) })}\n`);
    }
  } finally {
    window.kill();
    display.stop();
  }
}

/** Pans to and fro, one move a frame; frames a second and processor time of the page's process. */
async function pan(window: RunningWindow) {
  const renderer = window.processes().find((one) => one.kind === "renderer");
  const before = processorMs(renderer?.pid);
  const times = await window.page.evaluate(async (frames) => {
    const { bench, requestAnimationFrame } = globalThis as unknown as {
      bench: { view: { show(span: object): void; pan(share: number): void } };
      requestAnimationFrame(next: (at: number) => void): void;
    };
    bench.view.show({ from: 20_000, to: 70_000 });
    const seen: number[] = [];
    for (let i = 0; i < frames; i += 1) {
      bench.view.pan(i % 100 < 50 ? 0.004 : -0.004);
      seen.push(await new Promise<number>((next) => requestAnimationFrame(next)));
    }
    return seen;
  }, FRAMES);
  const gaps = times.slice(1).map((at, i) => at - (times[i] ?? at));
  gaps.sort((a, b) => a - b);
  const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
  return {
    fps: Number(((FRAMES - 1) / seconds).toFixed(1)),
    p95FrameMs: Number((gaps[Math.floor(gaps.length * 0.95)] ?? 0).toFixed(1)),
    processorMsPerFrame: Number(((processorMs(renderer?.pid) - before) / FRAMES).toFixed(1)),
  };
}

function processorMs(pid: number | undefined): number {
  if (pid === undefined) return Number.NaN;
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

await main();
