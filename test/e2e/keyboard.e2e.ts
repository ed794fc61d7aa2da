/** The whole way by keyboard alone: no pointer event is sent in this file. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { focused, tabAndPress, tabTo } from "./support/keyboard.ts";
import { keepFailure, launch, type RunningWindow } from "./support/launch.ts";
import { makeQuickProgram, type QuickProgram } from "./support/quick-program.ts";

const JOB_MS = 240_000;

let program: QuickProgram;
let window: RunningWindow;
beforeAll(async () => {
  program = makeQuickProgram();
  window = await launch({ app: program.folder });
});
afterAll(async () => {
  const trace = await window.close();
  program.remove();
  expect(trace.internet).toEqual([]);
  expect(window.problems).toEqual({ errors: [], policy: [] });
});

it("a store is made", async ({ onTestFailed }) => {
  onTestFailed(() => keepFailure(window, "keyboard-store"));
  const { page } = window;
  await tabTo(page, /A passphrase/);
  await page.keyboard.press("ArrowDown");
  await tabAndPress(page, /I understand/, "Space");
  await tabAndPress(page, /^Create the store/, "Enter");
  await page.getByRole("heading", { name: "Home", level: 1 }).waitFor();
});

it("the first stop of a page leads past the navigation", async ({ onTestFailed }) => {
  onTestFailed(() => keepFailure(window, "keyboard-skip"));
  const { page } = window;
  await page.reload();
  await page.getByRole("heading", { name: "Home", level: 1 }).waitFor();
  await page.keyboard.press("Tab");
  expect((await focused(page)).name).toBe("Skip to the page");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const inMain = `document.querySelector("main")?.contains(document.activeElement) === true`;
  expect(await page.evaluate(inMain)).toBe(true);
});

it("the sample runs and both models are asked", { timeout: JOB_MS }, async ({ onTestFailed }) => {
  onTestFailed(() => keepFailure(window, "keyboard-sample"));
  const { page } = window;
  await tabAndPress(page, /^Run the sample/, "Enter");
  await page.getByText("Training, step by step").first().waitFor({ timeout: JOB_MS });
  await page.getByRole("button", { name: "Ask both models" }).waitFor({ timeout: JOB_MS });
  await tabAndPress(page, /^Ask both models/, "Enter");
  await page.getByRole("heading", { name: "Chat", level: 1 }).waitFor();
  await tabTo(page, /^Question Ask both/);
  await page.keyboard.type("fall from height, confused since");
  await page.keyboard.press("Enter");
  for (const name of ["Base", "Fine-tuned"]) {
    await page
      .getByRole("region", { name })
      .getByText(/\d tokens?/)
      .waitFor({ timeout: 60_000 });
  }
});

it("every page is reached from the navigation and from the commands", async ({ onTestFailed }) => {
  onTestFailed(() => keepFailure(window, "keyboard-pages"));
  const { page } = window;
  for (const name of ["Datasets", "Models", "VRAM budget", "Runs", "Settings"]) {
    await tabAndPress(page, new RegExp(`^${name}$`), "Enter");
    await page.locator(`nav [aria-current=page]`).getByText(name).waitFor();
    await page.locator("main h1").waitFor();
  }
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("datasets");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Datasets", level: 1 }).waitFor();
});
