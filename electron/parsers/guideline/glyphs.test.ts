import { describe, expect, it } from "vitest";
import {
  bulletDepth,
  isLostBullet,
  readLetters,
  readLine,
  readSymbols,
  UNREADABLE,
  unknownBullet,
} from "./glyphs.ts";
import type { TextItem } from "./page-items.ts";

const item = (text: string, extra: Partial<TextItem> = {}): TextItem => ({
  text,
  x: 0,
  y: 0,
  width: 10,
  size: 10,
  font: "Body",
  bold: false,
  symbol: false,
  turn: 0,
  mapped: true,
  ...extra,
});
const wingdings = (text: string, mapped = true) =>
  item(text, { font: "Wingdings-Regular", symbol: true, mapped });

describe("a sign of a symbol font", () => {
  it("is an arrow for certain where the file says which sign it is", () => {
    expect(readSymbols(wingdings("\u00e1\u00e1"), 1)).toEqual({ text: "↑↑", doubts: [] });
    expect(readSymbols(wingdings("\uf0e2"), 1)).toEqual({ text: "↓", doubts: [] });
    expect(readSymbols(item("\u00ae", { font: "Symbol", symbol: true }), 1).text).toBe("→");
  });

  it("is in doubt where the file only has the number of the drawing", () => {
    const { text, doubts } = readSymbols(wingdings("\u00e2", false), 7);
    expect(text).toBe("↓");
    expect(doubts).toEqual([{ kind: "symbol", found: "U+00E2", readAs: "↓", page: 7 }]);
  });

  it("is unreadable when nobody knows it, never a letter", () => {
    const { text, doubts } = readSymbols(wingdings("\u0089"), 1);
    expect(text).toBe(UNREADABLE);
    expect(doubts).toMatchObject([{ kind: "symbol", readAs: null }]);
  });
});

describe("a letter where an arrow stood", () => {
  it("is read as the arrow, and in doubt", () => {
    const { text, doubts } = readLine("\u00e2\u00e2", 3);
    expect(text).toBe("↓↓");
    expect(doubts).toEqual([{ kind: "symbol", found: "U+00E2 U+00E2", readAs: "↓↓", page: 3 }]);
    expect(readLine("N/\u00e1", 3).text).toBe("N/↑");
  });

  it("stays a letter inside a word", () => {
    expect(readLine("pâté and áwa", 1)).toEqual({ text: "pâté and áwa", doubts: [] });
  });
});

it("a sign without meaning in a font of letters is unreadable", () => {
  const { text, doubts } = readLetters(item("BP \ue123"), 1);
  expect(text).toBe(`BP ${UNREADABLE}`);
  expect(doubts).toHaveLength(1);
});

it("a list mark that became a letter begins an item again", () => {
  const { text, doubts } = readLine("4 ml/kg f Transfuse slowly", 1);
  expect(text).toBe("4 ml/kg • Transfuse slowly");
  expect(doubts).toMatchObject([{ kind: "bullet" }]);
  expect(readLine("f wave of the ECG", 1).doubts).toEqual([]);
});

it("a footnote mark that runs into a figure is told of", () => {
  expect(readLine("Glucose 10%1", 1).doubts).toMatchObject([{ kind: "figure" }]);
  expect(readLine("Glucose 10% 1 l", 1).doubts).toEqual([]);
});

it("words set far apart are one word", () => {
  expect(readLetters(item("R e d u c e d ,"), 1).text).toBe("Reduced,");
  expect(readLetters(item("a or b"), 1).text).toBe("a or b");
});

it("marks before a list item are told from arrows", () => {
  const text = item("Rest");
  expect(bulletDepth(wingdings("~", false), text, 1)).toBe(1);
  expect(bulletDepth(wingdings("\u00e1"), text, 1)).toBe(0);
  expect(bulletDepth(wingdings("\u00e1", false), text, 1)).toBe(0);
  // A mark that only has a number might be an arrow: one that is rare stays in doubt.
  expect(unknownBullet(wingdings("~", false), 1)).toMatchObject([{ kind: "symbol", readAs: "•" }]);
  expect(unknownBullet(wingdings("~"), 1)).toEqual([]);
  expect(bulletDepth(item("-"), text, 1)).toBe(2);
  expect(bulletDepth(item("A"), text, 1)).toBe(0);
  expect(isLostBullet(item("¾", { font: "Other" }), item("Urine test"))).toBe(true);
  expect(isLostBullet(item("¾"), item("Urine test"))).toBe(false);
  expect(isLostBullet(item("¾", { font: "Other" }), item("tablet"))).toBe(false);
});
