/** The pages of datasets and models: what is wrong is said in words, what is removed comes back. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dropFiles } from "./support/drop.ts";
import { endClean } from "./support/end-clean.ts";
import { keepFailure, launch, type RunningWindow } from "./support/launch.ts";
import { goTo } from "./support/pages.ts";
import { call, openHome } from "./support/workbench.ts";

let window: RunningWindow;
let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "differential-pages-"));
  window = await launch({ size: { width: 1280, height: 800 } });
  await openHome(window);
});
afterAll(() => endClean(window, folder));

describe("models", () => {
  it("the bundled base is one button; a wrong folder is explained; a removal is taken back", async ({
    onTestFailed,
  }) => {
    onTestFailed(() => keepFailure(window, "models"));
    const { page } = window;
    await goTo(window, "/models");
    await page.getByRole("button", { name: "Add the bundled base" }).click();
    await page.getByText("Ready to use").waitFor();
    await page.getByText("7.97 million").waitFor();

    const empty = join(folder, "empty");
    mkdirSync(empty);
    await dropFiles(window, [empty]);
    await page.getByText(/There is no config\.json/).waitFor();
    await page.getByText(/Choose the folder that holds config\.json/).waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();

    await page.getByRole("button", { name: /^Remove/ }).click();
    await page.getByText(/Removed radiology-orders-base/).waitFor();
    expect(await call(window, "models", "list", {})).toEqual([]);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Ready to use").waitFor();
    expect(await call(window, "models", "list", {})).toHaveLength(1);
  });
});

describe("datasets", () => {
  it("a guess is marked as one, and what the person says of a column holds", async ({
    onTestFailed,
  }) => {
    onTestFailed(() => keepFailure(window, "datasets-import"));
    const { page } = window;
    const path = join(folder, "befunde.csv");
    const rows = Array.from({ length: 90 }, (_, i) => {
      const site = ["north", "south", "west"][i % 3];
      return `"${40 + (i % 30)}F, chest pain number ${i}",${i % 2 ? "CT" : "MR"},p${i % 30},${site}`;
    });
    writeFileSync(path, `befund,protocol,patient,site\n${rows.join("\n")}\n`);
    await goTo(window, "/datasets");
    await dropFiles(window, [path]);
    await page.getByText(/Guessed by its contents/).waitFor();
    await page.getByRole("combobox", { name: "Label" }).click();
    await page.getByRole("option", { name: "site" }).click();
    await page.getByText(/north · 30/).waitFor();
    await page.getByRole("button", { name: "Import 90 rows" }).click();
    await page.getByText("Length in tokens").waitFor();
    const [version] = await call(window, "datasets", "list", {});
    expect(version?.labels.map((one) => one.label)).toEqual(["north", "south", "west"]);
    expect(version?.mapping).toMatchObject({ text: "befund", label: "site", group: "patient" });
  });

  it("lengths, context line and a split that keeps patients together", async ({ onTestFailed }) => {
    onTestFailed(() => keepFailure(window, "datasets-detail"));
    const { page } = window;
    await page.getByText("All 90 rows fit.").waitFor();
    await page.getByRole("img", { name: /Histogram of row lengths/ }).waitFor();
    await page.getByText("30 groups: each is kept whole in one part.").waitFor();
    await page.getByLabel("Keep rows of one group in one part").click();
    await page.getByText(/groups .* have rows in more than one part/).waitFor();
    await page.getByLabel("Keep rows of one group in one part").click();
    await page.getByText("30 groups: each is kept whole in one part.").waitFor();
    await page.getByRole("button", { name: "Make this split" }).click();
    await page.getByText(/The split is made: 72 rows/).waitFor();
    await page.getByText("drawn, seed 42, stratified, grouped").waitFor();
  });

  it("what cannot be imported is explained, and a removed dataset comes back", async ({
    onTestFailed,
  }) => {
    onTestFailed(() => keepFailure(window, "datasets-removal"));
    const { page } = window;
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByText("No dataset yet").waitFor();
    await page.getByText("1 removed dataset").click();
    await page.getByRole("button", { name: /^Restore/ }).click();
    await page.getByRole("row", { name: /befunde/ }).waitFor();

    await dropFiles(window, [folder]);
    await page.getByText("A folder cannot be imported: drop the files themselves.").waitFor();
    const binary = join(folder, "scan.csv");
    writeFileSync(binary, Buffer.from([0xff, 0xfe, 0x00, 0x01, 0x02]));
    await dropFiles(window, [binary]);
    await page.getByText(/is UTF-16 or binary/).waitFor();
    await page.getByRole("button", { name: "Back to the datasets" }).click();
    await page.getByRole("row", { name: /befunde/ }).waitFor();
  });
});
