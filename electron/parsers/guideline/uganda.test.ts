/**
 * Chapter 1.1 of the Uganda Clinical Guidelines 2023, held against facts that were read off the
 * printed pages by eye: headings, codes, counts, table cells. No passage of its text stands here.
 */
import { describe, expect, it } from "vitest";
import { cellsOf, fieldsOf, readGuidelineFile } from "../../../test/support/read-guideline.ts";
import { sharedData } from "../../../test/support/shared-data.ts";
import { coverageReport, type Guideline } from "../../shared/domain/guideline.ts";
import { levelParts } from "../../shared/domain/guideline-levels.ts";
import { guidelineRows } from "../../shared/domain/guideline-questions.ts";

const path = sharedData("guidelines/ug_23_sample.pdf");
let read: Promise<Guideline> | undefined;
const guideline = () => (read ??= readGuidelineFile(path ?? ""));
const field = async (number: string, kind: string, title?: string) =>
  fieldsOf(await guideline(), number).find(
    (one) => one.kind === kind && (title === undefined || one.title === title),
  );
const levelsOf = async (number: string, title?: string) =>
  levelParts((await field(number, "management", title))?.text ?? "").map(({ level }) => level);
const bullets = (text: string | undefined) => text?.match(/^• /gm)?.length ?? 0;

/** Number, ICD-10 codes, first and last page of the file, and the kinds of its fields. */
const CONDITIONS = [
  [
    "1.1.1",
    "T78.2",
    67,
    69,
    "definition causes clinical-features differential-diagnosis management notes prevention",
  ],
  [
    "1.1.2",
    "R57.1",
    69,
    72,
    "definition causes clinical-features classification differential-diagnosis management cautions",
  ],
  ["1.1.2.1", "", 72, 73, "definition classification other management"],
  ["1.1.3", "E86.0", 74, 74, "definition causes clinical-features"],
  ["1.1.3.1", "", 74, 78, "definition clinical-features management management management notes"],
  ["1.1.3.2", "", 79, 81, "definition notes management notes cautions prevention"],
  [
    "1.1.4",
    "E87.8",
    81,
    84,
    "definition causes clinical-features management management notes management",
  ],
  ["1.1.4.1", "E87.8", 85, 88, "management management management notes management management"],
  [
    "1.1.5",
    "R56",
    88,
    90,
    "definition causes clinical-features differential-diagnosis investigations management prevention",
  ],
  [
    "1.1.6",
    "E16.2",
    90,
    92,
    "definition causes clinical-features differential-diagnosis investigations management notes prevention",
  ],
] as const;

describe.runIf(path)("the conditions of chapter 1.1", () => {
  it("are all there, with codes, pages and sections", async () => {
    const found = (await guideline()).conditions.filter(({ number }) => number.startsWith("1.1."));
    const facts = found.map((one) => [
      one.number,
      one.icd10.map(({ code }) => code).join(" "),
      one.firstPage,
      one.lastPage,
      one.fields.map(({ kind }) => kind).join(" "),
    ]);
    expect(facts).toEqual(CONDITIONS.map((one) => [...one]));
  });

  it("have their headings as printed", async () => {
    const titles = async (number: string) =>
      fieldsOf(await guideline(), number)
        .map(({ title }) => title)
        .filter((title) => title !== "");
    expect(await titles("1.1.2")).toEqual([
      "Causes",
      "Clinical features",
      "Classification of hypovolaemia in adults",
      "Differential diagnosis",
      "Management in adults",
      "Caution",
    ]);
    expect(await titles("1.1.3.1")).toEqual([
      "Clinical features of dehydration in children",
      "Plan A (No dehydration and for prevention)",
      "Plan B (Some dehydration)",
      "Plan C (Severe dehydration)",
      "Note",
    ]);
    expect(await titles("1.1.4.1")).toEqual([
      "Fluid management in neonates",
      "Shock in non-malnourished child",
      "Note",
      "Shock in malnourished child",
      "Commonly used IV fluids and indication",
    ]);
  });

  it("have all items of their lists", async () => {
    const count = async (number: string, kind: string) =>
      bullets((await field(number, kind))?.text);
    expect(await count("1.1.1", "causes")).toBe(2);
    expect(await count("1.1.1", "clinical-features")).toBe(4);
    expect(await count("1.1.1", "notes")).toBe(3);
    expect(await count("1.1.1", "prevention")).toBe(3);
    // Split by the end of a page.
    expect(await count("1.1.2", "causes")).toBe(2);
    expect(await count("1.1.5", "causes")).toBe(4);
    expect(await count("1.1.5", "differential-diagnosis")).toBe(4);
    expect(await count("1.1.6", "causes")).toBe(9);
    expect(await count("1.1.6", "clinical-features")).toBe(4);
    // Two of the six have a mark whose font was lost.
    expect(await count("1.1.5", "investigations")).toBe(6);
  });

  it("have no word of the sidebars, heads and page numbers", async () => {
    for (const { fields } of (await guideline()).conditions) {
      for (const { text, title } of fields) {
        expect(`${title} ${text}`).not.toMatch(/CHAPTER|Emergencies and Trauma|Guidelines 2023/);
        expect(text).not.toMatch(/\[\?\]|[\u0080-\u009f\ue000-\uf8ff]|[áâ~]/u);
        expect(text).not.toMatch(/\p{Ll}-\s\p{Ll}{3,}/u);
      }
    }
  });

  it("have boxes on their pages for every field", async () => {
    const { conditions, pages } = await guideline();
    for (const one of conditions.flatMap(({ fields }) => fields)) {
      expect(one.boxes.length).toBeGreaterThan(0);
      expect([...new Set(one.boxes.map(({ page }) => page))].sort((a, b) => a - b)).toEqual(
        one.pages,
      );
      for (const { page, x, y, width, height } of one.boxes) {
        const size = pages[page - 1];
        expect(x).toBeGreaterThan(0);
        expect(x + width).toBeLessThan((size?.width ?? 0) - 10);
        expect(y).toBeGreaterThan(0);
        expect(y + height).toBeLessThan(size?.height ?? 0);
      }
    }
  });
});

describe.runIf(path)("arrows", () => {
  it("are certain where the symbol font is there, in doubt where it was lost", async () => {
    const adults = await field("1.1.2", "classification");
    expect(cellsOf(adults).slice(4, 7)).toEqual([
      ["Pulse pressure", "Normal", "↓", "↓↓", "↓↓/A"],
      ["Systolic BP", "Normal", "N", "↓", "↓↓"],
      ["Capillary refill", "Normal", "↑", "↑↑", "Absent"],
    ]);
    expect(adults?.doubts.map(({ readAs }) => readAs)).toEqual(["↓", "↓↓", "↓", "↓↓", "↑", "↑↑"]);
    const children = await field("1.1.2.1", "classification");
    expect(cellsOf(children).slice(3, 7)).toEqual([
      ["Pulse pressure", "Normal", "N", "↓", "Absent"],
      ["Systolic BP", "Normal", "N", "↓", "Absent"],
      ["Capillary refill", "Normal", "↑", "↑↑", "Absent"],
      ["Respiratory rate", "Normal", "N/↑", "↑↑", "↑↑ Slow sighing"],
    ]);
    expect(children?.doubts).toEqual([]);
  });

  it("that are not certain keep their field out of the rows", async () => {
    const items = [...guidelineRows(await guideline())];
    const rejects = items.filter(({ type }) => type === "reject");
    expect(rejects).toMatchObject([{ sourceRow: 70 }]);
    const answers = items.flatMap((item) => (item.type === "row" ? [item.row.answer ?? ""] : []));
    expect(answers.some((answer) => answer.includes("↓↓/A"))).toBe(false);
  });
});

describe.runIf(path)("tables", () => {
  it("have their cells", async () => {
    const table = async (number: string, kind: string, title?: string) =>
      cellsOf(await field(number, kind, title));
    const adults = await table("1.1.2", "classification");
    expect(adults).toHaveLength(10);
    expect(adults[1]).toEqual(["Blood loss (Litres)", "<0.75", "0.75 – 1.5", "1.5 –2", ">2"]);
    expect(adults.at(-1)).toEqual(["Urine output (ml/h)", ">30", "20 - 30", "5 – 20", "<5"]);
    const ranges = await table("1.1.2.1", "other");
    expect(ranges).toHaveLength(5);
    expect(ranges[1]).toEqual(["<1", "120–160", "70–90", "30–40", "85–90"]);
    expect(ranges[4]).toEqual([">12", "60–100", "100–120", "15–20", "70"]);
    const signs = await table("1.1.3.1", "clinical-features");
    expect(signs.at(-1)).toEqual(["Treatment", "Plan A", "Plan B", "Plan C"]);
    // A table inside a cell of another one.
    expect(await table("1.1.3.1", "management", "Plan B (Some dehydration)")).toEqual([
      ["Age (Months)", "<4", "4–12", "13–24", "25–60"],
      ["Weight (Kg)", "<6", "6–9.9", "10–11.9", "12–19"],
      ["Ors (Ml)", "200–400", "400–700", "700–900", "900–1400"],
    ]);
    const older = await table("1.1.3.2", "definition");
    expect(older.find(([sign]) => sign === "Urine output")).toEqual([
      "Urine output",
      "Normal",
      "Reduced, dark urine",
      "Anuria, empty bladder",
    ]);
    expect(await table("1.1.3.2", "management")).toEqual([
      ["Time period", "Volume of iv fluid"],
      ["First hour", "1 L"],
      ["Next 3 hours", "2 L"],
      ["Next 20 hours", "3 L"],
    ]);
    expect(await table("1.1.4", "causes")).toHaveLength(9);
    // Goes on over a page, its header said once.
    const fluids = await table("1.1.4.1", "management", "Commonly used IV fluids and indication");
    expect(fluids.map((cells) => cells.length)).toEqual(Array(9).fill(3));
    expect(fluids[0]).toEqual(["NAME", "COMPOSITION", "INDICATIONS"]);
    expect(fluids.at(-1)?.[1]).toBe("Na 154/130 K 0/5.4 Glucose 25 g in 500 ml");
  });

  it("have the level of care beside each part, joined over pages", async () => {
    expect(await levelsOf("1.1.1")).toEqual(["HC2", "HC3", "HC4", "HC2", "HC3", "HC2V", "HC4"]);
    expect(await levelsOf("1.1.2")).toEqual(["HC3", "HC4"]);
    expect(await levelsOf("1.1.2.1")).toEqual(["HC3", "HC4"]);
    expect(await levelsOf("1.1.3.1", "Plan A (No dehydration and for prevention)")).toEqual([
      "HC2",
    ]);
    // The cell goes on on the next page without its level.
    expect(await levelsOf("1.1.3.1", "Plan B (Some dehydration)")).toEqual(["HC2", "HC2"]);
    expect(await levelsOf("1.1.3.1", "Plan C (Severe dehydration)")).toEqual([
      "HC2",
      "HC2",
      "HC3",
      null,
      null,
    ]);
    expect(await levelsOf("1.1.3.2")).toEqual(["HC2", "HC3"]);
    expect(await levelsOf("1.1.4", "Maintenance fluid therapy")).toEqual(["HC3"]);
    expect(await levelsOf("1.1.4", "Replecment therapy in specific conditions")).toEqual([
      "HC3",
      null,
      null,
      null,
    ]);
    expect(await levelsOf("1.1.4.1", "Fluid management in neonates")).toEqual(["HC4", null]);
    expect(await levelsOf("1.1.4.1", "Shock in non-malnourished child")).toEqual(["HC3", "HC4"]);
    expect(await levelsOf("1.1.5")).toEqual(["HC2", "HC2", "HC4"]);
    expect(await levelsOf("1.1.6")).toEqual(["HC2", "HC3"]);
  });

  it("keep a dose with its level", async () => {
    const parts = levelParts((await field("1.1.1", "management"))?.text ?? "");
    const at = (index: number) => parts[index]?.text ?? "";
    expect(at(2)).toBe("Administer oxygen");
    expect(at(3)).toContain("Child <6 years: 150 micrograms (0.15 ml)");
    expect(at(4)).toContain("Child 6-12 years: 100 mg");
    expect(at(5)).toContain("Child 1-2 years: 1mg every 12 hours");
    const fits = levelParts((await field("1.1.5", "management"))?.text ?? "");
    expect(fits[2]?.text).toContain("section 9.1.1");
  });
});

describe.runIf(path)("the contents list", () => {
  it("has all 24 chapters and their conditions with pages", async () => {
    const { contents } = await guideline();
    const chapters = contents.filter(({ number }) => /^\d+$/.test(number));
    expect(chapters.map(({ number }) => Number(number))).toEqual(
      Array.from({ length: 24 }, (_, i) => i + 1),
    );
    expect(chapters.every(({ page }) => page !== null)).toBe(true);
    const entry = (number: string) => contents.find((one) => one.number === number);
    expect(entry("1.1.2.1")).toMatchObject({ page: "6", filePage: 72 });
    expect(entry("9")?.page).toBe("488");
    expect(entry("16.3.6")?.page).toBe("726");
    expect(entry("24")?.page).toBe("1036");
    expect(contents).toHaveLength(564);
    // One line has a title and no page; one has a number and nothing else.
    expect(contents.filter(({ page }) => page === null).map(({ number }) => number)).toEqual([
      "2.1.5.2",
      "3.1.12",
    ]);
  });

  it("is held against what was found", async () => {
    const { contents } = await guideline();
    expect(coverageReport(contents)).toMatchObject({ chapters: 24, found: 7, doubtful: 4 });
    const doubtful = contents.filter(({ coverage }) => coverage === "doubtful");
    expect(doubtful.map(({ number }) => number)).toEqual(["1.1.2", "1.1.4.1", "1.1.5", "1.2.1"]);
    expect(contents.find(({ number }) => number === "1.2.1.1")?.reasons).toEqual([
      "Page 28 is not in this file.",
    ]);
  });
});
