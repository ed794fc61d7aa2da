/** Orders, conversations and Parquet dropped on the page; copies, notes and abbreviations made there. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parquetFile } from "../support/parquet-file.ts";
import { dropFiles } from "./support/drop.ts";
import { endClean } from "./support/end-clean.ts";
import { keepFailure, launch, type RunningWindow } from "./support/launch.ts";
import { goTo } from "./support/pages.ts";
import { call, openHome } from "./support/workbench.ts";

let window: RunningWindow;
let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "differential-formats-"));
  window = await launch({ size: { width: 1280, height: 900 } });
  await openHome(window);
});
afterAll(() => endClean(window, folder));

const ORDERS = Array.from(
  { length: 3 },
  (_, i) =>
    `MSH|^~\\&|RIS|A|PACS|B|202403051200||ORM^O01|${i}|P|2.3\rPID|1||77${i}||DOE^JANE||19820310|F\r` +
    `OBR|1|P${i}||71260^CT chest ${i}^C4|||||||||Smoker||||||||||||||||||Acute chest pain\r`,
).join("\r");
const TALK = JSON.stringify({
  messages: [
    { role: "user", content: "Fever for two days?" },
    { role: "assistant", content: "How high is it?" },
  ],
});

const FILES: readonly (readonly [string, string | Uint8Array, string, number])[] = [
  ["orders.hl7", ORDERS, "HL7 v2 orders", 3],
  ["talk.jsonl.gz", gzipSync(TALK), "Conversations", 1],
  [
    "rows.parquet",
    parquetFile({ note: ["chest pain", "fall"], label: ["CT", "XR"] }),
    "Parquet",
    2,
  ],
  ["f.json", '{"resourceType":"ServiceRequest","code":{"text":"CT Head"}}', "FHIR orders", 1],
];

describe("a dropped file", () => {
  it.each(FILES)("%s is known and imported", async (name, content, kind, rows) => {
    const { page } = window;
    const path = join(folder, name);
    writeFileSync(path, content);
    await goTo(window, "/datasets");
    await dropFiles(window, [path]);
    await page.getByRole("combobox", { name: "What the file is" }).getByText(kind).waitFor();
    if (name === "orders.hl7") {
      await page
        .getByText(/41-year-old female/)
        .first()
        .waitFor();
      expect(await page.getByText(/DOE|JANE/).count()).toBe(0);
      await window.screenshot("import-hl7", "light");
    }
    await page
      .getByRole("button", { name: rows === 1 ? "Import 1 row" : `Import ${rows} rows` })
      .click();
    await page.getByRole("heading", { name: "Prepare" }).waitFor();
    const [version] = await call(window, "datasets", "list", {});
    expect(version?.rows).toBe(rows);
  });
});

describe("made from what is there", () => {
  it("copies of training rows, seen before they are made", async ({ onTestFailed }) => {
    onTestFailed(() => keepFailure(window, "augment"));
    const { page } = window;
    const path = join(folder, "notes.csv");
    const rows = Array.from(
      { length: 40 },
      (_, i) => `fever and cough for ${i} days,${i % 2 ? "A" : "B"}`,
    );
    writeFileSync(path, `text,label\n${rows.join("\n")}\n`);
    await goTo(window, "/datasets");
    await dropFiles(window, [path]);
    await page.getByRole("button", { name: "Import 40 rows" }).click();
    await page.getByText("Make a split first: copies are of its training rows alone.").waitFor();
    await page.getByRole("button", { name: "Make this split" }).click();
    await page.getByRole("button", { name: "Add varied copies" }).click();
    await page.getByText(/copies would be added/).waitFor();
    await window.screenshot("augment", "light");
    await window.screenshot("augment", "dark");
    await page.getByRole("button", { name: "Add the copies" }).click();
    await page.getByText(/copies were added/).waitFor();
    const [version] = await call(window, "datasets", "list", {});
    expect(version).toMatchObject({ name: "notes augmented", derivation: { method: "augment" } });
    await page.getByText("This dataset holds varied copies already.").waitFor();
  });

  it("abbreviations written out, tried on a sentence first", async ({ onTestFailed }) => {
    onTestFailed(() => keepFailure(window, "normalise"));
    const { page } = window;
    await page.getByRole("button", { name: "Write abbreviations out" }).click();
    await page.getByText(/MI = myocardial infarction/).waitFor();
    await window.screenshot("normalise", "light");
    await page.getByRole("button", { name: "Make the new dataset" }).click();
    await page.getByText(/abbreviations written out/).waitFor();
  });

  it("the other ways in are named, and nothing is watched before it is chosen", async ({
    onTestFailed,
  }) => {
    onTestFailed(() => keepFailure(window, "other-ways"));
    const { page } = window;
    await goTo(window, "/datasets");
    await page.getByText("No folder is watched.").waitFor();
    await page.getByText("None imported.").waitFor();
    await page.getByRole("button", { name: "Write notes from cases" }).click();
    await page.getByText("No file chosen").waitFor();
    await window.screenshot("synthesize", "dark");
    await page.keyboard.press("Escape");
    await window.screenshot("datasets-other-ways", "light");
    expect(await call(window, "preparation", "watched", {})).toMatchObject({ watched: null });
  });
});
