/** A run begun from the window is watched there: figures and charts move, and nothing is lost. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { completeRunConfig } from "../../electron/shared/domain/run-config.ts";
import { keepFailure, launch, type RunningWindow } from "./support/launch.ts";
import { goTo } from "./support/pages.ts";
import {
  endEvaluations,
  oneTo,
  ordersCsv,
  prepareOrders,
  storedSteps,
} from "./support/small-run.ts";
import { until } from "./support/until.ts";
import { call, openHome } from "./support/workbench.ts";

const STEPS = 500;
const patience = 120_000;

let window: RunningWindow;
let run = "";
beforeAll(async () => {
  window = await launch({ size: { width: 1280, height: 800 } });
  await openHome(window);
  await prepareOrders(window, ordersCsv(240, "routine"));
});
afterAll(async () => {
  await endEvaluations(window);
  const trace = await window.close();
  expect(trace.internet).toEqual([]);
  expect(window.problems).toEqual({ errors: [], policy: [] });
});

const lossChart = () => window.page.getByRole("group", { name: /^Loss/ });

/** The pixels of the loss chart, as text. */
const picture = () =>
  lossChart()
    .locator("canvas")
    .first()
    .evaluate((canvas) => (canvas as unknown as { toDataURL(): string }).toDataURL());

/** The step that the page shows: "37 of 500". */
async function shownStep(): Promise<number> {
  const text = await window.page
    .getByText(new RegExp(`^[\\d,]+ of ${STEPS}$`))
    .first()
    .innerText();
  return Number(text.split(" ")[0]?.replaceAll(",", ""));
}

const status = async () => (await call(window, "runs", "get", { run })).run.status;

it("starts from the wizard and moves", async ({ onTestFailed }) => {
  onTestFailed(() => keepFailure(window, "run-page-start"));
  const { page } = window;
  const config = completeRunConfig({
    method: "lora",
    rank: 8,
    microBatch: 2,
    contextLength: 64,
    maxSteps: STEPS,
    saveEverySteps: 20,
  });
  await goTo(window, `/runs/new?config=${encodeURIComponent(JSON.stringify(config))}`);
  const start = page.getByRole("button", { name: "Start run" });
  // Orders made by one sentence are alike across the split, and the page says so.
  await page.getByLabel(/^Start anyway/).check();
  await expect.poll(() => start.isEnabled(), { timeout: patience }).toBe(true);
  await start.click();
  await page.waitForURL(/#\/runs\/run-/);
  run = /run-[a-z0-9]+$/.exec(page.url())?.[0] ?? "";
  const known = await call(window, "quality", "acknowledgement", { run });
  expect(known?.leaked).toBeGreaterThan(0);
  const first = await until("the first steps", shownStep, (step) => step > 3, patience);
  const before = await picture();
  await until("later steps", shownStep, (step) => step > first + 5, patience);
  await expect.poll(picture, { timeout: patience }).not.toBe(before);
  await window.screenshot("run-under-way", "light");
  await window.screenshot("run-under-way", "dark");
});

it("shows the whole history after a reload", async ({ onTestFailed }) => {
  onTestFailed(() => keepFailure(window, "run-page-reload"));
  const before = await shownStep();
  expect(await status()).toBe("running");
  await window.page.reload();
  await lossChart().waitFor();
  await until("the steps after the reload", shownStep, (step) => step > before, patience);
  // The chart's words name its reach: it begins where the run began.
  await expect
    .poll(() => lossChart().innerText(), { timeout: patience })
    .toMatch(/\b(from )?(step )?1\b/);
});

it("goes on in sight when its trainer is killed, to the end", async ({ onTestFailed }) => {
  onTestFailed(() => keepFailure(window, "run-page-kill"));
  const { page } = window;
  const trainer = window.trainer();
  if (trainer === undefined || (await status()) !== "running") {
    throw new Error("the run ended before its trainer could be killed: give it more steps");
  }
  process.kill(trainer.pid, "SIGKILL");
  await until("the run's end", status, (one) => one === "finished", patience);
  expect(await storedSteps(window, run)).toEqual(oneTo(STEPS));
  await page.getByText("Finished", { exact: true }).first().waitFor();
  expect(await shownStep()).toBe(STEPS);
  await window.screenshot("run-after-kill", "light");
});
