import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cli, startCli } from "../support/cli.ts";
import { longGuideline, madeGuideline } from "../support/guideline-pages.ts";
import { type PdfPage, pdfOf } from "../support/pdf-writer.ts";
import { sharedData } from "../support/shared-data.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

function workplace(pages: readonly PdfPage[]) {
  const folder = temporaryFolder();
  const path = join(folder, "nowhere.pdf");
  writeFileSync(path, pdfOf(pages));
  return { home: join(folder, "home"), folder, path };
}

it("a guideline is imported, looked at, corrected and its rows made again", async () => {
  const { home, folder, path } = workplace(madeGuideline());
  const imported = await cli(["import", path, "--as", "guideline-pdf", "--json"], { home });
  expect(imported.last()).toMatchObject({
    type: "result",
    pages: 4,
    chapters: 2,
    conditions: 3,
    rows: expect.any(Number),
    seconds: expect.any(Number),
  });
  const { guideline } = imported.last();
  const doubtful = await cli(["guidelines", "show", "nowhere", "--doubtful"], { home });
  expect(doubtful.stdout).toMatch(/1\.1\.2 .*doubtful/);
  const shown = await cli(["guidelines", "show", "nowhere", "1.1.2"], { home });
  expect(shown.stdout).toMatch(/2\. Classification of hill cough/);
  expect(shown.stdout).toMatch(/not certain: U\+00E2 U\+00E2 read as ↓↓/);
  const text = join(folder, "text.txt");
  writeFileSync(text, "Pulse | ↑\nPressure | ↓↓\n");
  const args = ["guidelines", "correct", String(guideline), "1.1.2", "2", "--text-file", text];
  expect((await cli(args, { home })).stdout).toMatch(/corrected by hand/);
  const rebuilt = await cli(["guidelines", "rebuild", "nowhere", "--json"], { home });
  expect(rebuilt.last()).toMatchObject({ type: "result", version: { version: 2, rejects: 0 } });
});

it("1,100 pages come with progress, stop on Ctrl+C and go on", { timeout: 240_000 }, async () => {
  const { home, path } = workplace(longGuideline(1100));
  const args = ["import", path, "--as", "guideline-pdf", "--json"];
  const first = startCli(args, { home });
  await first.printed('"total":1100');
  first.signal("SIGINT");
  const stopped = await first.ended;
  expect(stopped.code).not.toBe(0);
  expect(stopped.last()).toMatchObject({ type: "error", code: "CANCELLED" });
  const second = await cli(args, { home });
  const result = second.last();
  expect(result).toMatchObject({ type: "result", pages: 1100, conditions: 1099 });
  expect(result.resumedPages).toBeGreaterThan(0);
  const progress = second.lines().filter(({ phase }) => phase === "reading pages");
  expect(progress.length).toBeGreaterThan(3);
  expect(progress.at(-1)).toMatchObject({ done: 1100, total: 1100 });
  console.info(
    `1,100 pages: ${String(result.resumedPages)} kept, then ${String(result.seconds)} s`,
  );
});

const sample = sharedData("guidelines/ug_23_sample.pdf");
it.runIf(sample)("the Uganda Clinical Guidelines end with their figures", async () => {
  const home = join(temporaryFolder(), "home");
  const imported = await cli(["import", sample ?? "", "--json"], { home });
  expect(imported.last()).toMatchObject({
    type: "result",
    pages: 92,
    chapters: 24,
    conditions: 11,
    coverage: { found: 7, doubtful: 4 },
  });
  expect(Number(imported.last().rows)).toBeGreaterThan(150);
});
