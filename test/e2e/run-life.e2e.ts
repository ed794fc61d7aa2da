/** A run in the window outlives its trainer and the page (reliability, B11). */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, type RunningWindow } from "./support/launch.ts";
import { environmentOf } from "./support/processes.ts";
import {
  endEvaluations,
  oneTo,
  ordersCsv,
  prepareOrders,
  startSmallRun,
  storedSteps,
} from "./support/small-run.ts";
import { call, openHome } from "./support/workbench.ts";

let window: RunningWindow;
beforeAll(async () => {
  window = await launch({
    env: { LD_PRELOAD: "", SECRET_TOKEN: "kept out", TZ: "Africa/Kampala" },
  });
  await openHome(window);
  await prepareOrders(window, ordersCsv(240, "plain"));
});
afterAll(async () => {
  await endEvaluations(window);
  const trace = await window.close();
  expect(trace.internet).toEqual([]);
});

const status = async (run: string) => (await call(window, "runs", "get", { run })).run.status;
const step = async (run: string) => (await call(window, "runs", "get", { run })).step;
const patience = { timeout: 120_000, interval: 200 };

describe("a run in the window", () => {
  it("goes on by itself after its trainer was killed, and the window never noticed", async () => {
    const run = await startSmallRun(window, { maxSteps: 120 });
    await expect.poll(() => step(run), patience).toBeGreaterThan(25);
    const main = window.processes().find((one) => one.kind === "main")?.pid;
    const first = window.trainer();
    if (first === undefined)
      throw new Error("a run is under way, and no trainer process was found");
    process.kill(first.pid, "SIGKILL");
    await expect.poll(() => status(run), patience).toBe("finished");
    expect(await storedSteps(window, run)).toEqual(oneTo(120));
    expect(window.processes().find((one) => one.kind === "main")?.pid).toBe(main);
    expect(window.trainer()?.pid).not.toBe(first.pid);
    expect(window.page.url()).toMatch(/^app:\/\/workbench\//);
  });

  it("goes on while the page is loaded again, and its history is complete", async () => {
    const run = await startSmallRun(window, { maxSteps: 120, seed: 7 });
    await expect.poll(() => step(run), patience).toBeGreaterThan(10);
    await window.page.reload();
    const atReload = await storedSteps(window, run);
    expect(atReload).toEqual(oneTo(atReload.length));
    expect(atReload.length).toBeGreaterThan(9);
    await expect.poll(() => status(run), patience).toBe("finished");
    expect(await storedSteps(window, run)).toEqual(oneTo(120));
  });

  it("is trained by a process that inherits a short list of names", async () => {
    const run = await startSmallRun(window, { seed: 8 });
    await expect.poll(() => step(run), patience).toBeGreaterThan(1);
    const trainer = window.trainer();
    if (trainer === undefined)
      throw new Error("a run is under way, and no trainer process was found");
    const names = Object.keys(environmentOf(trainer.pid));
    expect(names).toContain("TZ");
    expect(names).not.toContain("SECRET_TOKEN");
    for (const name of names) {
      expect(name).not.toMatch(
        /^(NODE_OPTIONS|LD_|ELECTRON_RUN_AS_NODE|.*(PASSPHRASE|TOKEN|SECRET))/,
      );
    }
    await expect.poll(() => status(run), patience).toBe("finished");
  });
});
