/**
 * What the window is for, as a person does it: a new store, the sample with one button, the figures,
 * and both models asked the same question.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepFailure, launch, type RunningWindow } from "./support/launch.ts";
import { makeQuickProgram, type QuickProgram } from "./support/quick-program.ts";

const QUESTION = "42F smoker, acute chest pain, D-dimer raised";
const JOB_MS = 240_000;

let program: QuickProgram;
let window: RunningWindow;
beforeAll(async () => {
  program = makeQuickProgram();
  window = await launch({ app: program.folder, size: { width: 1280, height: 800 } });
});
afterAll(async () => {
  const trace = await window.close();
  program.remove();
  expect(trace.internet).toEqual([]);
  expect(window.problems).toEqual({ errors: [], policy: [] });
});

describe("a person who has never seen a command line", () => {
  it("makes a store", async ({ onTestFailed }) => {
    onTestFailed(() => keepFailure(window, "journey-store"));
    const { page } = window;
    await page.getByRole("radio", { name: /^A passphrase/ }).check();
    await window.screenshot("welcome", "light");
    await page.getByRole("radio", { name: /^No protection/ }).check();
    const create = page.getByRole("button", { name: "Create the store" });
    expect(await create.isEnabled()).toBe(false);
    await page.getByRole("checkbox", { name: /I understand/ }).check();
    await create.click();
    await page.getByRole("heading", { name: "Home", level: 1 }).waitFor();
  });

  it("runs the sample with one button and watches it", { timeout: JOB_MS }, async ({
    onTestFailed,
  }) => {
    onTestFailed(() => keepFailure(window, "journey-sample"));
    const { page } = window;
    await page.getByRole("button", { name: "Run the sample" }).click();
    await page.getByText("Training, step by step").first().waitFor({ timeout: JOB_MS });
    await window.screenshot("sample-under-way", "light");
    await page.getByRole("button", { name: "Ask both models" }).waitFor({ timeout: JOB_MS });
    await window.screenshot("sample-done", "dark");
    expect(await page.getByText("Right protocol first").count()).toBe(1);
  });

  it("asks both models, and they answer differently", async ({ onTestFailed }) => {
    onTestFailed(() => keepFailure(window, "journey-chat"));
    const { page } = window;
    await page.getByRole("button", { name: "Ask both models" }).click();
    await page.getByRole("textbox", { name: /Question|Ask both models/ }).fill(QUESTION);
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    const base = page.getByRole("region", { name: "Base" });
    const tuned = page.getByRole("region", { name: "Fine-tuned" });
    for (const pane of [base, tuned]) {
      await pane.getByText(/\d tokens?/).waitFor({ timeout: 60_000 });
      await pane.getByText(/weights [0-9a-f]{6,}/).waitFor();
    }
    await window.screenshot("chat-answered", "light");
    await window.screenshot("chat-answered", "dark");
    expect(await tuned.innerText()).not.toBe(await base.innerText());
    await base.getByText("no adapter").waitFor();
    await tuned.getByText(/adapter [0-9a-f]{6,}/).waitFor();
    await page.getByText("Not for diagnosis without review.").first().waitFor();
  });
});
