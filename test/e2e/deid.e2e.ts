/** Patient data comes in, is looked at by keyboard, and leaves only when a person confirms. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { endClean } from "./support/end-clean.ts";
import { launch, type RunningWindow } from "./support/launch.ts";
import { goTo } from "./support/pages.ts";
import { call, handleOf, openHome } from "./support/workbench.ts";

const NOTES = [
  "id,patient,text,label",
  '1,K-1,"Mary Keller, 42F, MRN 88213-77, seen 03/14/2021 at the Kampala clinic. Husband Tom Keller: +256 772 123456.",CT Head',
  '2,K-1,"Mrs. Keller came back on 14 April 2021. E-mail mary.keller@mail.com, aged 91.",CT Head',
  '3,K-2,"Chest pain for three days. No known drug allergies. Given Levaquin 500 mg.",CT Chest',
];

let window: RunningWindow;
let folder: string;
let hash: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "differential-deid-"));
  window = await launch();
  await openHome(window);
  const path = join(folder, "clinic.csv");
  writeFileSync(path, `${NOTES.join("\n")}\n`);
  const file = await handleOf(window, path);
  const mapping = {
    text: "text",
    label: "label",
    group: "patient",
    id: "id",
    answer: null,
    part: null,
  };
  const options = { name: "clinic", kind: "csv" as const, mapping, patientData: true };
  const report = await call(window, "datasets", "import", { files: [file], options });
  expect(report.quarantined).toBe(true);
  hash = report.version.hash;
  await window.page.reload();
}, 300_000);
afterAll(() => endClean(window, folder));

async function faults(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: window.page }).setLegacyMode(true).analyze();
  return violations
    .filter((one) => one.impact === "serious" || one.impact === "critical")
    .map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 200)}`);
}

it("tells of the import in quarantine, and lets nothing use it", async () => {
  const { page } = window;
  await goTo(window, "/datasets");
  await page.getByText(/1 import is in quarantine/).waitFor();
  await expect(call(window, "datasets", "split", { dataset: hash })).rejects.toThrow(/quarantine/);
  await expect(
    call(window, "datasets", "rows", { dataset: hash, from: 0, limit: 10 }),
  ).rejects.toThrow(/quarantine/);
  expect(await call(window, "datasets", "list", {})).toEqual([]);
});

it("is reviewed row by row with the keyboard", async () => {
  const { page } = window;
  await goTo(window, "/deidentify");
  await page.getByText("Not searched").waitFor();
  await window.screenshot("deid-list", "light");
  await goTo(window, `/deidentify/${hash}`);
  await page.getByRole("button", { name: "Search for identifiers" }).click();
  const text = page.getByRole("application", { name: "Row as it is" });
  await text.getByText("Mary Keller").waitFor({ timeout: 60_000 });
  await window.screenshot("deid-review", "light");
  await window.screenshot("deid-review", "dark");
  expect(await faults()).toEqual([]);
  await text.focus();
  await page.keyboard.press("n");
  await page.keyboard.press("n");
  await page.keyboard.press("p");
  await page.keyboard.press("r"); // the second place stays as it is
  await page.keyboard.press("Enter");
  await page.getByText("Row 2 of 3").waitFor();
  await text.getByText("came back on").waitFor(); // a row that is not shown yet cannot be confirmed
  await page.keyboard.press("a");
  await page.keyboard.press("Enter");
  await page.getByText("Row 3 of 3").waitFor();
  await text.getByText("Given Levaquin").waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("3 of 3 rows reviewed").waitFor();
  const first = await call(window, "deid", "document", { dataset: hash, row: 0 });
  expect(first.reviewed).toBe(true);
  expect(first.spans.filter((span) => span.accepted === false)).toHaveLength(1);
});

it("leaves as a version of its own when it is confirmed", async () => {
  const { page } = window;
  await page.getByRole("button", { name: "Confirm dataset" }).click();
  await page.getByRole("dialog").waitFor();
  await window.screenshot("deid-confirm", "light");
  await page.getByRole("dialog").getByRole("button", { name: "Confirm dataset" }).click();
  await page.getByText(/^Confirmed /).waitFor({ timeout: 60_000 });
  await window.screenshot("deid-confirmed", "light");
  await page.getByRole("link", { name: "Open the de-identified version" }).click();
  await page.getByRole("heading", { name: "clinic", level: 1 }).waitFor();
  const [version] = await call(window, "datasets", "list", {});
  expect(version).toMatchObject({ name: "clinic", rows: 3 });
  const { rows } = await call(window, "datasets", "rows", {
    dataset: version?.hash ?? "",
    from: 0,
    limit: 10,
  });
  expect(JSON.stringify(rows)).not.toMatch(/Keller|772 123456|mary\.|K-1/);
  await page.getByRole("button", { name: "Check quality" }).click();
  await page.getByText(/^Checked /).waitFor({ timeout: 60_000 });
  await window.screenshot("dataset-quality", "light");
  await window.screenshot("dataset-quality", "dark");
  expect(await faults()).toEqual([]);
});
