import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { longGuideline, madeGuideline } from "../../../test/support/guideline-pages.ts";
import { type PdfPage, pdfOf } from "../../../test/support/pdf-writer.ts";
import { temporaryStore } from "../../../test/support/temporary-store.ts";
import { GuidelineViewSchema } from "../../shared/contract/guidelines.ts";
import { ShownConditionSchema } from "../../shared/domain/guideline.ts";
import { childParsers } from "../parser-host/child-process.ts";
import { createGuidelineHost } from "../parser-host/guideline-host.ts";
import { fileHasher } from "../platform/file-hash.ts";
import { GuidelineService } from "./guideline-service.ts";

/** The whole way: store, service, and the parser in its own process. */
function workplace(pages: readonly PdfPage[] = madeGuideline()) {
  const { store, folder, reopen } = temporaryStore();
  const path = join(folder, "nowhere.pdf");
  writeFileSync(path, pdfOf(pages));
  const ports = { ...createGuidelineHost(childParsers()), hash: fileHasher(), layoutVersion: 1 };
  return { store, path, reopen, guidelines: new GuidelineService(store, ports), ports };
}

const actions = (store: ReturnType<typeof workplace>["store"]) =>
  store.audit.list(0, 100).map(({ action }) => action);

describe("an import", () => {
  it("stores the structure and the rows in one audited command", async () => {
    const { store, path, guidelines } = workplace();
    const { guideline, version, existing } = await guidelines.import(path, "nowhere");
    expect(existing).toBe(false);
    expect(guideline).toMatchObject({
      title: "Test guideline",
      pages: 4,
      conditions: 3,
      datasetName: "nowhere",
      datasetHash: version.hash,
      coverage: { chapters: 2, found: 1, doubtful: 2, missing: 2 },
    });
    expect(version).toMatchObject({ kind: "guideline-pdf", rejects: 1, duplicates: 0 });
    expect(actions(store)).toEqual(["datasets.import"]);
    const [row] = [...store.datasets.rows(version.hash)];
    expect(row).toMatchObject({ group: "1.1.1 River Fever", origin: "Test guideline, p. 1" });
    expect(GuidelineViewSchema.parse(guidelines.view("nowhere"))).toMatchObject({
      conditions: [{ number: "1.1.1" }, { number: "1.1.2", dangerous: 2 }, { number: "1.1.3" }],
    });
    expect(store.guidelines.keptPages(guideline.fileSha256, 1)).toEqual([]);
    expect(store.verify().problems).toEqual([]);
  });

  it("of the same file again adds nothing and finds its new place", async () => {
    const { path, guidelines, store } = workplace();
    const first = await guidelines.import(path, "nowhere");
    const moved = `${path}.moved.pdf`;
    writeFileSync(moved, pdfOf(madeGuideline()));
    const again = await guidelines.import(moved, "other name");
    expect(again).toMatchObject({ existing: true, guideline: { id: first.guideline.id } });
    expect(store.guidelines.pathOf(first.guideline.id)).toBe(moved);
    expect(guidelines.list()).toHaveLength(1);
  });

  it("that is cancelled goes on where it stopped", { timeout: 120_000 }, async () => {
    const { path, guidelines, store, ports } = workplace(longGuideline(400));
    const abort = new AbortController();
    const seen: number[] = [];
    const cancelled = guidelines.import(path, "long", {
      signal: abort.signal,
      onProgress: ({ phase, done, total }) => {
        if (phase !== "reading pages") return;
        seen.push(done / total);
        if (done >= 100) abort.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ code: "CANCELLED" });
    expect(guidelines.list()).toEqual([]);
    const hash = await ports.hash(path);
    const kept = store.guidelines.keptPages(hash, 1).length;
    expect(kept).toBeGreaterThanOrEqual(100);
    expect(kept).toBeLessThan(400);
    const done: number[] = [];
    const report = await guidelines.import(path, "long", {
      onProgress: ({ phase, done: pages }) => phase === "reading pages" && done.push(pages),
    });
    expect(report.resumedPages).toBe(kept);
    expect(done[0]).toBeGreaterThan(kept);
    expect(done.at(-1)).toBe(400);
    expect(report.guideline.conditions).toBe(399);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
  });

  it("of something else is refused in words and leaves nothing", async () => {
    const { path, guidelines, store } = workplace([
      { texts: [{ text: "A letter.", x: 40, y: 80 }] },
    ]);
    await expect(guidelines.import(path, "letter")).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: "No numbered condition was found in the PDF.",
    });
    writeFileSync(path, "no pdf at all");
    await expect(guidelines.import(path, "text")).rejects.toMatchObject({
      message: "The file is not a PDF that can be read.",
    });
    expect(store.datasets.list()).toEqual([]);
    expect(actions(store)).toEqual([]);
  });
});

describe("a correction", () => {
  it("holds, settles the doubt, and is in the rows once they are made again", async () => {
    const { path, guidelines, store, reopen } = workplace();
    const { guideline, version } = await guidelines.import(path, "nowhere");
    const { id } = guideline;
    const before = guidelines.condition(id, "1.1.2");
    expect(ShownConditionSchema.parse(before).fields[1]?.correction).toBeNull();
    const text = "Sign | Mild | Severe\nPulse | Normal | ↑\nPressure | Normal | ↓↓";
    const after = guidelines.correct(id, "1.1.2", 1, text);
    expect(after.fields[1]).toMatchObject({ correction: text, text: before.fields[1]?.text });
    expect(guidelines.view(id).conditions[1]).toMatchObject({ corrected: true, dangerous: 0 });
    const rebuilt = guidelines.rebuild(id);
    expect(rebuilt.version).toMatchObject({ name: "nowhere", version: 2, rejects: 0 });
    expect(rebuilt.version.rows).toBe(version.rows + 2);
    expect(guidelines.list()[0]?.datasetHash).toBe(rebuilt.version.hash);
    expect(actions(store)).toEqual(["datasets.import", "guidelines.correct", "guidelines.rebuild"]);
    const again = reopen();
    expect(again.guidelines.condition(id, "1.1.2").fields[1]?.correction).toBe(text);
  });

  it("can be taken back", async () => {
    const { path, guidelines } = workplace();
    const { guideline } = await guidelines.import(path, "nowhere");
    guidelines.correct(guideline.id, "1.1.3", 0, "Another text.");
    expect(guidelines.correct(guideline.id, "1.1.3", 0, null).fields[0]?.correction).toBeNull();
    expect(guidelines.view(guideline.id).conditions[2]?.corrected).toBe(false);
  });

  it("of nothing that is there is refused", async () => {
    const { path, guidelines } = workplace();
    const { guideline } = await guidelines.import(path, "nowhere");
    expect(() => guidelines.correct(guideline.id, "9.9", 0, "x")).toThrow(/no such condition/);
    expect(() => guidelines.correct(guideline.id, "1.1.3", 99, "x")).toThrow(/no such field/);
    expect(() => guidelines.view("gone")).toThrow(/no such guideline/);
  });
});

describe("the picture of a page", () => {
  it("comes from the file that was imported, and from no other", async () => {
    const { path, guidelines } = workplace();
    const { guideline } = await guidelines.import(path, "nowhere");
    const { png, width } = await guidelines.pageImage(guideline.id, 2, 360);
    expect([...png.subarray(1, 4)]).toEqual([80, 78, 71]);
    expect(width).toBe(360);
    await expect(guidelines.pageImage(guideline.id, 5, 360)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    writeFileSync(path, pdfOf(longGuideline(3)));
    await expect(guidelines.pageImage(guideline.id, 2, 360)).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: "The PDF of this guideline is not where it was, or was changed.",
    });
  });
});
