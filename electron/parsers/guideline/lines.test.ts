import { describe, expect, it } from "vitest";
import { gutterOf, inReadingOrder } from "./columns.ts";
import { linesOfItems } from "./lines.ts";
import type { PageItems, TextItem } from "./page-items.ts";
import { takeLabel } from "./page-label.ts";
import { DrawnText } from "./spaces.ts";
import { upright } from "./upright.ts";

const item = (text: string, x: number, y: number, extra: Partial<TextItem> = {}): TextItem => ({
  text,
  x,
  y,
  width: text.length * 5,
  size: 10,
  font: "Body",
  bold: false,
  symbol: false,
  turn: 0,
  mapped: true,
  ...extra,
});
const page = (items: TextItem[], extra: Partial<PageItems> = {}): PageItems => ({
  page: 1,
  width: 360,
  height: 500,
  items,
  rules: [],
  source: "text",
  ocrConfidence: null,
  ...extra,
});
const texts = (items: TextItem[]) => linesOfItems(items, 1).map(({ text }) => text);

describe("lines", () => {
  it("join what stands on one base line, by their gaps", () => {
    expect(texts([item("fluids", 0, 10), item("only", 35, 10), item("s", 58, 10)])).toEqual([
      "fluids only s",
    ]);
    expect(texts([item("outpu", 0, 10), item("t", 25, 10)])).toEqual(["output"]);
    // A raised figure belongs to its line.
    expect(texts([item("H", 0, 10), item("2", 5, 12, { size: 6 }), item("O", 10, 10)])).toEqual([
      "H2O",
    ]);
  });

  it("take less of a gap for a space where the font changes", () => {
    const next = item("Saline", 30.8, 10, { font: "Body-Bold", bold: true });
    expect(texts([item("Normal", 0, 10), next])).toEqual(["Normal Saline"]);
  });

  it("know their list mark and whether all of them is bold", () => {
    const [line] = linesOfItems(
      [item("~", 0, 10, { symbol: true, font: "Wingdings" }), item("Rest", 20, 10, { bold: true })],
      1,
    );
    expect(line).toMatchObject({ text: "Rest", bullet: 1, bold: true, textX: 20 });
  });
});

describe("a sidebar", () => {
  it("is dropped", () => {
    const kept = upright(
      page([item("Text of the page", 0, 10), item("CHAPTER 1", 350, 90, { turn: 90 })]),
    );
    expect(kept.items.map(({ text }) => text)).toEqual(["Text of the page"]);
  });

  it("is what stands upright when the page itself is turned", () => {
    const long = item("A table set along the page", 40, 400, { turn: 270 });
    const kept = upright(page([long, item("12", 10, 10)]));
    expect(kept).toMatchObject({ width: 500, height: 360 });
    expect(kept.items).toMatchObject([{ text: long.text, turn: 0, x: 100, y: 40 }]);
  });
});

describe("columns", () => {
  const lines = (x: number, word: string) =>
    Array.from({ length: 12 }, (_, i) => item(`${word} ${i} of the text`, x, 50 + i * 12));

  it("are read one after the other, headings over both in their place", () => {
    const two = [...lines(20, "left"), ...lines(200, "right")];
    const gutter = gutterOf(two, 360);
    expect(gutter).toBeGreaterThan(120);
    expect(gutter).toBeLessThan(205);
    const over = { rect: { x: 20, y: 20, width: 300, height: 10 }, text: "over" };
    const placed = [over, ...two.map((one) => ({ rect: { ...one, height: 10 }, text: one.text }))];
    const order = inReadingOrder(placed, gutter).map(({ text }) => text);
    expect(order[0]).toBe("over");
    expect(order.slice(1, 13).every((text) => text.startsWith("left"))).toBe(true);
  });

  it("are none where lines cross the middle", () => {
    expect(gutterOf(lines(20, "a rather long line that crosses"), 360)).toBeNull();
  });
});

it("the printed page number is the outermost figure that stands alone", () => {
  const found = takeLabel(page([item("80", 50, 40), item("mg", 70, 40), item("LXI", 340, 482)]));
  expect(found.label).toBe("LXI");
  expect(found.items).toHaveLength(2);
});

it("spaces that were squeezed out come back from the drawing", () => {
  const drawn = new DrawnText("Depending on response, repeat  up to 3 times");
  expect(drawn.spaced("Dependingonresponse,repeat")).toBe("Depending on response, repeat");
  expect(drawn.spaced("acetylsalicylic")).toBe("acetylsalicylic");
});
