import { describe, expect, it } from "vitest";
import { gridsOf } from "./grid.ts";
import type { Rule } from "./page-items.ts";
import type { Paragraph } from "./paragraphs.ts";
import { type Levelled, levelled, type Stretch } from "./treatment-table.ts";

const flat = (y: number, x1: number, x2: number): Rule => ({ x1, y1: y, x2, y2: y });
const upright = (x: number, y1: number, y2: number): Rule => ({ x1: x, y1, x2: x, y2 });
const frame = [flat(0, 0, 100), flat(60, 0, 100), upright(0, 0, 60), upright(100, 0, 60)];

describe("a grid", () => {
  it("is a frame with one cell", () => {
    expect(gridsOf(frame)).toMatchObject([{ rows: 1, columns: 1 }]);
  });

  it("joins cells between which no line stands", () => {
    const [grid] = gridsOf([...frame, flat(20, 0, 100), flat(40, 50, 100), upright(50, 20, 60)]);
    const cells = grid?.cells.map(({ row, column, rowSpan, columnSpan }) => [
      row,
      column,
      rowSpan,
      columnSpan,
    ]);
    expect(cells).toEqual([
      [0, 0, 1, 2],
      [1, 0, 2, 1],
      [1, 1, 1, 1],
      [2, 1, 1, 1],
    ]);
  });

  it("is made of pieces that nearly meet, and two apart stay two", () => {
    const pieces = [
      flat(0, 0, 49),
      flat(0.4, 50, 100),
      flat(60, 0, 100),
      upright(0, 1, 59),
      upright(100, 0, 60),
    ];
    expect(gridsOf(pieces)).toHaveLength(1);
    const other = frame.map((rule) => ({ ...rule, y1: rule.y1 + 200, y2: rule.y2 + 200 }));
    expect(gridsOf([...frame, ...other])).toHaveLength(2);
  });
});

const paragraph = (text: string, y: number, bold = false): Paragraph => ({
  text,
  bullet: 0,
  bold,
  boxes: [{ page: 1, x: 0, y, width: 100, height: 10 }],
  doubts: [],
});
const seen = (found: readonly Levelled[]) =>
  found.map(({ level, paragraphs }) => [level, ...paragraphs.map(({ text }) => text)]);
const stretch = (...marks: { text: string; y: number }[]): Stretch[] => [
  { top: 0, bottom: 100, marks },
];

describe("levels of care beside one cell", () => {
  const texts = [
    paragraph("first", 0),
    paragraph("more", 12),
    paragraph("If worse", 40, true),
    paragraph("second", 52),
  ];

  it("hold from the paragraph beside them, and from its bold line on", () => {
    const marks = [
      { text: "HC2", y: 5 },
      { text: "HC4", y: 57 },
    ];
    expect(seen(levelled(texts, stretch(...marks)))).toEqual([
      ["HC2", "first", "more"],
      ["HC4", "If worse", "second"],
    ]);
  });

  it("hold for the whole cell when there is one, wherever it stands", () => {
    expect(seen(levelled(texts, stretch({ text: "HC4", y: 90 })))[0]?.[0]).toBe("HC4");
    expect(levelled(texts, stretch())[0]?.level).toBeNull();
  });

  it("hold both when both stand beside the first paragraph", () => {
    const marks = [
      { text: "HC2", y: 2 },
      { text: "HC3", y: 8 },
    ];
    expect(levelled(texts, stretch(...marks))[0]?.level).toBe("HC2, HC3");
  });

  it("end where a line is drawn beside them", () => {
    const parts: Stretch[] = [
      { top: 0, bottom: 30, marks: [{ text: "HC3", y: 10 }] },
      { top: 30, bottom: 100, marks: [] },
    ];
    expect(seen(levelled(texts, parts))).toEqual([
      ["HC3", "first", "more"],
      [null, "If worse", "second"],
    ]);
  });
});
