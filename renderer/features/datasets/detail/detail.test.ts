import { describe, expect, it } from "vitest";
import { SplitConfigSchema, type SplitReport } from "../../../../electron/shared/domain/split.ts";
import { contextChoices, histogramOf } from "./histogram.ts";
import { configOf, firstDraft, trainPercent } from "./split-draft.ts";
import { splitNotes } from "./split-notes.ts";

describe("the histogram", () => {
  const bins = [
    { upTo: 10, rows: 0 },
    { upTo: 20, rows: 4 },
    { upTo: 30, rows: 8 },
    { upTo: 40, rows: 2 },
  ];

  it("begins and ends where rows are, the highest bar at 1", () => {
    const { bars } = histogramOf({ bins, contextLength: 100 });
    expect(bars.map(({ from, to, height }) => [from, to, height])).toEqual([
      [10, 20, 0.5],
      [20, 30, 1],
      [30, 40, 0.25],
    ]);
  });

  it("puts the line between two borders by its share, and marks what lies beyond", () => {
    const { bars, line } = histogramOf({ bins, contextLength: 25 });
    expect(line).toBe(1.5);
    expect(bars.map((bar) => bar.over)).toEqual([0, 0.5, 1]);
  });

  it("has the line at a border, before all bars, and none beyond them", () => {
    expect(histogramOf({ bins, contextLength: 30 }).line).toBe(2);
    expect(histogramOf({ bins, contextLength: 5 }).line).toBe(0);
    expect(histogramOf({ bins, contextLength: 5 }).bars.map((bar) => bar.over)).toEqual([1, 1, 1]);
    expect(histogramOf({ bins, contextLength: 41 }).line).toBeNull();
  });

  it("is empty without rows", () => {
    expect(histogramOf({ bins: [], contextLength: 8 })).toEqual({ bars: [], line: null });
  });

  it("offers contexts up to what the model holds", () => {
    expect(contextChoices(256)).toEqual([64, 128, 256]);
    expect(contextChoices(300)).toEqual([64, 128, 256, 300]);
    expect(contextChoices(32)).toEqual([32]);
  });
});

describe("the form of a split", () => {
  const draft = firstDraft({ groups: true, parts: false });

  it("keeps groups together where there are any", () => {
    expect(draft).toMatchObject({ grouped: true, method: "random" });
    expect(firstDraft({ groups: false, parts: true })).toMatchObject({
      grouped: false,
      method: "column",
    });
  });

  it("always makes a configuration that the split takes, or none", () => {
    for (let validation = -1; validation <= 101; validation += 3) {
      for (let test = -1; test <= 101; test += 7) {
        const changed = { ...draft, validationPercent: validation, testPercent: test };
        const config = configOf(changed);
        const possible = validation >= 0 && test >= 0 && trainPercent(changed) > 0;
        expect(config !== null).toBe(possible);
        if (config !== null) expect(SplitConfigSchema.safeParse(config).success).toBe(true);
      }
    }
    expect(configOf({ ...draft, seed: 1.5 })).toBeNull();
    expect(configOf({ ...draft, seed: -1 })).toBeNull();
  });
});

describe("the notes on a split", () => {
  const report: SplitReport = {
    rows: { train: 8, validation: 1, test: 1 },
    unassigned: 0,
    labels: [],
    unstratified: [],
    duplicateSets: 3,
    groups: 0,
    crossingDuplicates: 0,
  };
  const keys = (changed: Partial<SplitReport>, crossingGroups = 0) =>
    splitNotes({ ...report, ...changed }, crossingGroups).map(({ key, count }) => [key, count]);

  it("say that nothing leaks, and why not", () => {
    expect(keys({})).toEqual([
      ["noteNoLeak", 1],
      ["noteDuplicates", 3],
    ]);
  });

  it("never say so where a text or a patient is on both sides", () => {
    expect(keys({ crossingDuplicates: 2 })).toEqual([
      ["noteCrossing", 2],
      ["noteDuplicates", 1],
    ]);
    expect(keys({}, 5)).toEqual([
      ["noteCrossingGroups", 5],
      ["noteDuplicates", 3],
    ]);
  });

  it("name the labels that a part misses, and cut a long list", () => {
    const unstratified = ["A", "B", "C", "D", "E", "F"].map((label) => {
      return { label, rows: 1, missing: ["test" as const] };
    });
    const [note] = splitNotes({ ...report, unstratified }, 0);
    expect(note).toMatchObject({ key: "noteMissing", count: 6, names: "A, B, C, D, E…" });
  });

  it("put an empty training part before everything", () => {
    expect(keys({ rows: { train: 0, validation: 1, test: 1 }, unassigned: 4 })[0]).toEqual([
      "noteEmptyTrain",
      1,
    ]);
  });
});
