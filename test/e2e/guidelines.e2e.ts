/** A guideline from its PDF to rows: dropped, read in its own process, looked at, corrected. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { madeGuideline } from "../support/guideline-pages.ts";
import { pdfOf } from "../support/pdf-writer.ts";
import { dropFiles } from "./support/drop.ts";
import { endClean } from "./support/end-clean.ts";
import { keepFailure, launch, type RunningWindow } from "./support/launch.ts";
import { goTo } from "./support/pages.ts";
import { call, openHome } from "./support/workbench.ts";

let window: RunningWindow;
let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "differential-guideline-"));
  window = await launch({ size: { width: 1600, height: 1000 } });
  await openHome(window);
});
afterAll(() => endClean(window, folder));

it("a PDF becomes conditions; a sign in doubt is confirmed; the rows are made again", async ({
  onTestFailed,
}) => {
  onTestFailed(() => keepFailure(window, "guidelines"));
  const { page } = window;
  const path = process.env.DIFFERENTIAL_E2E_GUIDELINE ?? join(folder, "nowhere.pdf");
  if (process.env.DIFFERENTIAL_E2E_GUIDELINE === undefined) {
    writeFileSync(path, pdfOf(madeGuideline()));
  }
  await goTo(window, "/datasets");
  await dropFiles(window, [path]);
  await page.getByText("Guideline (PDF)").first().waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: /^Import \d+ rows$/ }).click();
  await page.getByRole("link", { name: "Open the guideline" }).click({ timeout: 60_000 });
  await page.getByRole("img", { name: /^Picture of page/ }).waitFor({ timeout: 60_000 });
  const contents = page.getByRole("navigation", { name: "Contents" });
  await contents.getByRole("button", { name: /1\.1\.2 / }).click();
  await page
    .getByText(/its font was lost|their font was lost/)
    .first()
    .waitFor();
  await page
    .getByRole("button", { name: /^Show page/ })
    .last()
    .click();
  await page.waitForTimeout(1500);
  await window.screenshot("guideline", "light");
  await window.screenshot("guideline", "dark");
  await page
    .getByRole("button", { name: /is right as it was read$/ })
    .first()
    .click();
  await page.locator(".MuiChip-label", { hasText: "Corrected by hand" }).first().waitFor();
  await page.getByRole("button", { name: "Make the rows again" }).click();
  await page.getByText(/version 2: \d+ rows\. 0 texts were left out/).waitFor();
  const [version] = await call(window, "datasets", "list", {});
  expect(version).toMatchObject({ kind: "guideline-pdf", version: 2, rejects: 0 });
});

it("a text is corrected by hand, by the keyboard alone", async ({ onTestFailed }) => {
  onTestFailed(() => keepFailure(window, "guidelines-edit"));
  const { page } = window;
  await page.getByRole("button", { name: "Correct Definition" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("What a person wrote.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("What a person wrote.").waitFor();
  const [guideline] = await call(window, "guidelines", "list", {});
  const question = { guideline: guideline?.id ?? "", number: "1.1.2" };
  const condition = await call(window, "guidelines", "condition", question);
  expect(condition.fields[0]?.correction).toBe("What a person wrote.");
});
