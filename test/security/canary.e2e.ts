/** What a person types or imports stands in no file in the clear, whatever happens (P1, P9). */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { launch, type RunningWindow } from "../e2e/support/launch.ts";
import { ordersCsv, prepareOrders, startSmallRun } from "../e2e/support/small-run.ts";
import { call, openHome } from "../e2e/support/workbench.ts";

const CANARY = "Zqxjkvbwalrus";
const LABEL_CANARY = "Mqzvhtpelican";

/** Files under a folder that hold the text, as UTF-8 or UTF-16, in any part of a name too. */
function filesWith(folder: string, text: string): string[] {
  const patterns = [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le")];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => {
      if (entry.name.includes(text)) return true;
      if (!entry.isFile()) return false;
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      return patterns.some((pattern) => bytes.includes(pattern));
    })
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Everything the program may have written: the home, and the temporary folder it was given. */
function leaks(folder: string): string[] {
  return [CANARY, LABEL_CANARY].flatMap((text) => filesWith(folder, text));
}

async function useNotes(window: RunningWindow): Promise<string> {
  await openHome(window);
  const csv = ordersCsv(120, CANARY).replaceAll("CT Head WO", `CT Head ${LABEL_CANARY}`);
  await prepareOrders(window, csv);
  const run = await startSmallRun(window, { maxSteps: 30, saveEverySteps: 10 });
  const step = async () => (await call(window, "runs", "get", { run })).step;
  await expect.poll(step, { timeout: 120_000, interval: 200 }).toBeGreaterThan(12);
  return run;
}

it("a text in the clear would be found, in a file or in its name", () => {
  const folder = mkdtempSync(join(tmpdir(), "differential-canary-"));
  writeFileSync(join(folder, "one"), `note: ${CANARY}.`);
  writeFileSync(join(folder, "two"), Buffer.from(`x${LABEL_CANARY}`, "utf16le"));
  writeFileSync(join(folder, `${CANARY}.csv`), "");
  expect(leaks(folder).length).toBe(3);
  rmSync(folder, { recursive: true, force: true });
});

it("nothing is left in the clear after a run, a chat and the end of the program", async () => {
  const work = mkdtempSync(join(tmpdir(), "differential-canary-"));
  const window = await launch({ home: join(work, "home"), env: { TMPDIR: work } });
  const run = await useNotes(window);
  const status = async () => (await call(window, "runs", "get", { run })).run.status;
  await expect.poll(status, { timeout: 120_000, interval: 200 }).toBe("finished");
  // Its evaluation follows; while that is under way, closing asks a person first.
  const evaluated = async () => (await call(window, "evaluation", "list", { run })).length;
  await expect.poll(evaluated, { timeout: 120_000, interval: 200 }).toBe(1);
  await call(window, "chat", "scores", { run, text: `cough, ${CANARY}` });
  await call(window, "runs", "rename", { run, name: `run of ${CANARY}` });
  expect(leaks(work)).toEqual([]);
  await window.close();
  expect(leaks(work)).toEqual([]);
  rmSync(work, { recursive: true, force: true });
});

it("nothing is left in the clear when everything is killed in the middle of a run", async () => {
  const work = mkdtempSync(join(tmpdir(), "differential-canary-"));
  const window = await launch({ home: join(work, "home"), env: { TMPDIR: work }, trace: false });
  await useNotes(window);
  window.kill();
  await expect.poll(() => window.processes()).toEqual([]);
  expect(leaks(work)).toEqual([]);
  rmSync(work, { recursive: true, force: true });
});
