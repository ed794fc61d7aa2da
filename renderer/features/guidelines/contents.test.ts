import { expect, it } from "vitest";
import type { GuidelineView } from "../../../electron/shared/contract/guidelines.ts";
import type { ContentsEntry } from "../../../electron/shared/domain/guideline.ts";
import { chaptersOf } from "./contents.ts";

const entry = (number: string, coverage: ContentsEntry["coverage"]): ContentsEntry => ({
  number,
  title: `Title ${number}`,
  page: "1",
  filePage: 1,
  coverage,
  reasons: [],
});
const condition = (number: string, corrected = false) => ({
  number,
  title: `Title ${number}`,
  firstPage: 3,
  lastPage: 3,
  dangerous: 0,
  reasons: [],
  corrected,
  ocr: false,
});
const view = {
  contents: [
    entry("1", "heading"),
    entry("1.1", "heading"),
    entry("1.1.1", "found"),
    entry("1.1.1.1", "doubtful"),
    entry("2", "heading"),
    entry("2.1", "missing"),
  ],
  conditions: [condition("1.1.1", true), condition("1.1.1.1"), condition("7.7.7")],
} as unknown as GuidelineView;

it("chapters hold their entries, set in by depth, with what was corrected", () => {
  const [first, second, last] = chaptersOf(view, "all");
  expect(first).toMatchObject({ number: "1", title: "Title 1" });
  expect(first?.entries.map(({ number, depth, corrected }) => [number, depth, corrected])).toEqual([
    ["1.1", 0, false],
    ["1.1.1", 1, true],
    ["1.1.1.1", 2, false],
  ]);
  expect(second?.entries.map(({ number }) => number)).toEqual(["2.1"]);
  // Found in the text, not in the list.
  expect(last).toMatchObject({ number: "", entries: [{ number: "7.7.7", filePage: 3 }] });
});

it("chapters with nothing of what is asked for are left out", () => {
  expect(chaptersOf(view, "doubtful").map(({ number }) => number)).toEqual(["1"]);
  expect(chaptersOf(view, "missing").map(({ number }) => number)).toEqual(["2"]);
});
