/** A person's own orders: a file with bad rows is imported, and a run too large is refused. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dropFiles } from "./support/drop.ts";
import { endClean } from "./support/end-clean.ts";
import { keepFailure, launch, type RunningWindow } from "./support/launch.ts";
import { goTo } from "./support/pages.ts";
import { ordersCsv } from "./support/small-run.ts";
import { call, openHome } from "./support/workbench.ts";

let window: RunningWindow;
let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "differential-own-"));
  window = await launch({ size: { width: 1280, height: 800 } });
  await openHome(window);
  await call(window, "models", "addBundled", {});
});
afterAll(() => endClean(window, folder));

describe("a file of orders with two bad rows", () => {
  it("is dropped, looked at, and imported without them", async ({ onTestFailed }) => {
    onTestFailed(() => keepFailure(window, "own-data-import"));
    const { page } = window;
    const path = join(folder, "orders of May.csv");
    writeFileSync(path, ordersCsv(240, "routine", 2));
    await goTo(window, "/datasets");
    await dropFiles(window, [path]);
    await page.getByRole("heading", { name: "Import", level: 1 }).waitFor();
    await page
      .getByText("What is in the file")
      .or(page.getByText("Rows to import"))
      .first()
      .waitFor();
    await page
      .getByText(/line 24[23]/)
      .first()
      .waitFor();
    await window.screenshot("import", "light");
    await window.screenshot("import", "dark");
    await page.getByLabel("Name of the dataset").fill("orders");
    await page.getByRole("button", { name: "Import 240 rows" }).click();
    await page
      .getByText(/Imported 240 rows as orders/)
      .first()
      .waitFor();
    const [version] = await call(window, "datasets", "list", {});
    expect(version).toMatchObject({ name: "orders", rows: 240, rejects: 2 });
  });
});

describe("a run that exceeds the memory", () => {
  it("is refused at Start, with changes that make it fit; one click applies one", async ({
    onTestFailed,
  }) => {
    onTestFailed(() => keepFailure(window, "own-data-refusal"));
    const { page } = window;
    await call(window, "datasets", "split", { dataset: "orders" });
    await page.reload(); // the page knows nothing of a split that was made past it
    await goTo(window, "/runs/new");
    const next = page.getByRole("button", { name: "Next" });
    await next.click();
    await next.click();
    await page.getByLabel(/^Micro-batch/).fill("4096");
    await page.getByText(/^This run would not fit/).waitFor({ timeout: 60_000 });
    const start = page.getByRole("button", { name: "Start run" });
    expect(await start.isDisabled()).toBe(true);
    const fixes = page.getByRole("alert").getByRole("listitem").getByRole("button");
    await fixes.nth(2).waitFor({ timeout: 60_000 });
    expect(await fixes.count()).toBeGreaterThanOrEqual(3);
    await window.screenshot("run-refused", "light");
    await window.screenshot("run-refused", "dark");
    const fitting = page.getByRole("alert").getByRole("button", { name: /, (fits|tight)\)/i });
    await fitting.first().click();
    await page.getByText(/^This run would not fit/).waitFor({ state: "detached" });
    // Orders made by one sentence are alike across the split, and the page says so.
    await page.getByLabel(/^Start anyway/).check();
    await expect.poll(() => start.isEnabled(), { timeout: 60_000 }).toBe(true);
    expect(await call(window, "runs", "list", {})).toEqual([]);
  });
});
