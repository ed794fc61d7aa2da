import { createCanvas } from "@napi-rs/canvas";
import { beforeEach, describe, expect, it } from "vitest";
import {
  column,
  contentsPage,
  furniture,
  hillCoughPage,
  madeGuideline,
  riverFeverPage,
} from "../../../test/support/guideline-pages.ts";
import { PAGE, type PdfPage } from "../../../test/support/pdf-writer.ts";
import { cellsOf, fieldsOf, pdfFile, readPages } from "../../../test/support/read-guideline.ts";
import { coverageReport, type Guideline, GuidelineSchema } from "../../shared/domain/guideline.ts";
import { guidelineRows } from "../../shared/domain/guideline-questions.ts";
import { openGuideline } from "./read-guideline.ts";
import { MAX_IMAGE_SIDE, pageImage } from "./render.ts";

const EMPTY: PdfPage = {};
let read: Promise<Guideline> | undefined;
let made: Guideline;
beforeEach(async () => {
  read ??= readPages(madeGuideline());
  made = await read;
});

describe("a made-up guideline", () => {
  it("has its conditions with codes and pages", () => {
    expect(made.conditions.map(({ number, title }) => [number, title])).toEqual([
      ["1.1.1", "River Fever"],
      ["1.1.2", "Hill Cough"],
      ["1.1.3", "Salt Rash"],
    ]);
    expect(made.conditions[0]).toMatchObject({
      icd10: [
        { code: "A99.1", note: "wet" },
        { code: "B08", note: null },
      ],
      firstPage: 2,
      lastPage: 3,
    });
    expect(GuidelineSchema.parse(made)).toEqual(made);
  });

  it("has the texts under their headings, hyphens gone, sidebars and page numbers too", () => {
    const fields = fieldsOf(made, "1.1.1");
    expect(fields.map(({ kind, text }) => [kind, text]).slice(0, 3)).toEqual([
      ["definition", "A fever of people who wade. It is harmless in most of them."],
      ["causes", "• Bites of the river midge\n• Cold water"],
      ["clinical-features", "• Hot skin, loss of appetite"],
    ]);
    const all = made.conditions.flatMap((one) => one.fields).map(({ text }) => text);
    expect(all.join(" ")).not.toMatch(/Nowhere/);
  });

  it("has its treatment by level of care, over the end of the page", () => {
    const management = fieldsOf(made, "1.1.1").find(({ kind }) => kind === "management");
    expect(management?.text.split("\n")).toEqual([
      "[HC2]",
      "• Rest and water",
      "[HC3]",
      "Testazol 10 mg daily",
      "[HC4]",
      "If it lasts",
      "Testazol 20 mg",
      "[HC4 (continued)]",
      "Send on to the hospital",
    ]);
    expect(management?.pages).toEqual([2, 3]);
    expect(management?.boxes.every(({ width, height }) => width > 5 && height > 5)).toBe(true);
  });

  it("has arrows in doubt where their font was lost", () => {
    const field = fieldsOf(made, "1.1.2").find(({ kind }) => kind === "classification");
    expect(cellsOf(field)).toEqual([
      ["Sign", "Mild", "Severe"],
      ["Pulse", "Normal", "↑"],
      ["Pressure", "Normal", "↓↓"],
    ]);
    expect(field?.doubts.map(({ kind, readAs }) => [kind, readAs])).toEqual([
      ["symbol", "↑"],
      ["symbol", "↓↓"],
    ]);
  });

  it("is held against its contents list", () => {
    expect(coverageReport(made.contents)).toEqual({
      chapters: 2,
      listed: 5,
      found: 1,
      doubtful: 2,
      missing: 2,
      withoutPage: 1,
    });
    const reasons = new Map(made.contents.map((entry) => [entry.number, entry.reasons.join(" ")]));
    expect(reasons.get("1.1.2")).toMatch(/arrow/);
    expect(reasons.get("1.1.3")).toMatch(/no page/);
    expect(reasons.get("1.1.4")).toBe("Page 40 is not in this file.");
  });

  it("becomes rows that cite their pages and stay whole in a split", () => {
    const items = [...guidelineRows(made)];
    const rows = items.flatMap((item) => (item.type === "row" ? [item.row] : []));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(new Set(rows.map(({ group }) => group)).size).toBe(3);
    const level = rows.find(({ id }) => id === "1.1.1/4-management-HC4/1");
    expect(level?.text).toMatch(/River Fever.*HC 4|HC 4.*River Fever/);
    expect(level?.answer).toBe("If it lasts\nTestazol 20 mg\nSend on to the hospital");
    expect(level?.origin).toBe("Test guideline, p. 1, 2");
    // What is not certain is trained on by nobody.
    expect(items.filter(({ type }) => type === "reject")).toHaveLength(1);
    expect(rows.some(({ answer }) => answer?.includes("↓"))).toBe(false);
    expect([...guidelineRows(made)]).toEqual(items);
    const other = [...guidelineRows(made, { seed: 2, phrasings: 2 })];
    expect(other).toHaveLength(items.length);
    expect(other).not.toEqual(items);
  });
});

describe("a page without a text layer", () => {
  /** A page of text as a grey picture, as a scanner makes it. */
  function scanned(lines: readonly string[]): PdfPage {
    const scale = 3;
    const canvas = createCanvas(PAGE.width * scale, PAGE.height * scale);
    const context = canvas.getContext("2d");
    context.fillStyle = "white";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = "black";
    context.font = `${11 * scale}px sans-serif`;
    for (const [at, line] of lines.entries()) {
      context.fillText(line, 34 * scale, (40 + at * 20) * scale);
    }
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const grey = Uint8Array.from({ length: data.length / 4 }, (_, i) => data[i * 4] ?? 0);
    return { picture: { width: canvas.width, height: canvas.height, grey } };
  }

  it("is read from its picture, and says so", { timeout: 180_000 }, async () => {
    const page = scanned([
      "1.1.4 Late Fever",
      "A fever that comes late in the year.",
      "Causes",
      "Cold rain on the hills",
      "Prevention",
      "Warm coats for everybody",
    ]);
    const guideline = await readPages([contentsPage(), riverFeverPage(), page, {}]);
    expect(guideline.pages.map(({ source }) => source)).toEqual(["text", "text", "ocr", "empty"]);
    expect(guideline.pages[2]?.ocrConfidence).toBeGreaterThan(60);
    const fields = fieldsOf(guideline, "1.1.4");
    expect(fields.map(({ kind }) => kind)).toEqual(["definition", "causes", "prevention"]);
    expect(fields[1]?.text).toBe("Cold rain on the hills");
    expect(fields[1]?.ocrConfidence).toBeGreaterThan(60);
    const rows = [...guidelineRows(guideline)].flatMap((i) => (i.type === "row" ? [i.row] : []));
    const read = rows.filter(({ group }) => group?.startsWith("1.1.4"));
    expect(read.length).toBeGreaterThan(3);
    expect(read.every(({ id }) => id.includes("-ocr"))).toBe(true);
  });
});

describe("a file", () => {
  it("goes on from the pages that were read before", async () => {
    const path = pdfFile(madeGuideline());
    const first = await openGuideline({ path, title: null, have: [], within: null });
    const pages = [];
    for await (const batch of first.batches) pages.push(...batch);
    const second = await openGuideline({
      path,
      title: null,
      have: pages.slice(0, 3),
      within: null,
    });
    const again = [];
    for await (const batch of second.batches) again.push(...batch.map(({ page }) => page));
    expect(again).toEqual([4]);
    expect(second.finish().guideline).toEqual(made);
  });

  it("that is none, or has no text, is refused in words", async () => {
    await expect(readPages([{}, {}])).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: "No text was found on any page of the PDF.",
    });
    const many = Array.from({ length: 5001 }, () => EMPTY);
    await expect(readPages(many)).rejects.toMatchObject({ code: "TOO_LARGE" });
  });

  it("gives pictures of its pages, no larger than may cross", async () => {
    const path = pdfFile([hillCoughPage()]);
    const image = await pageImage({ path, page: 1, width: 720 });
    expect([...image.png.subarray(1, 4)]).toEqual([80, 78, 71]);
    expect(image).toMatchObject({ width: 720, height: 1000 });
    const large = await pageImage({ path, page: 1, width: 100_000 });
    expect(Math.max(large.width, large.height)).toBeLessThanOrEqual(MAX_IMAGE_SIDE + 1);
    await expect(pageImage({ path, page: 2, width: 720 })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

it("heads that come on every page are dropped; titles that differ are not", async () => {
  const page = (at: number): PdfPage => ({
    texts: [
      ...furniture(String(at)),
      { text: "Ministry of Nothing", x: 34, y: 20, size: 8 },
      ...column([`# 1.1.${at} Fever ${at}`, "A fever of the made-up kind.", "# Causes", "* Rain"]),
    ],
  });
  const guideline = await readPages(Array.from({ length: 12 }, (_, i) => page(i + 1)));
  expect(guideline.conditions).toHaveLength(12);
  const texts = guideline.conditions.flatMap((one) => one.fields.map(({ text }) => text));
  expect(texts.some((text) => text.includes("Ministry"))).toBe(false);
});
