import { describe, expect, it } from "vitest";
import { alike, numberedTitle } from "./headings.ts";
import type { TextLine } from "./layout.ts";
import { paragraphsOf } from "./paragraphs.ts";
import { Words } from "./words.ts";

const line = (text: string, y: number, extra: Partial<TextLine> = {}): TextLine => ({
  text,
  rect: { x: 0, y, width: text.length * 5, height: 10 },
  textX: 0,
  bold: false,
  boldStart: false,
  font: "Body",
  size: 10,
  bullet: 0,
  doubts: [],
  ...extra,
});
const joined = (lines: TextLine[], right = 200, words = new Words()) =>
  paragraphsOf(
    lines.map((one) => ({ line: one, page: 1 })),
    words,
    right,
  ).map(({ text }) => text);

describe("paragraphs", () => {
  it("go on while the next word would not have fitted", () => {
    expect(
      joined([line("a line that fills the whole width here", 0), line("And goes on", 12)]),
    ).toEqual(["a line that fills the whole width here And goes on"]);
    expect(joined([line("Keep warm", 0), line("Raise feet", 12)])).toEqual([
      "Keep warm",
      "Raise feet",
    ]);
  });

  it("go on in small letters, over the end of a page too", () => {
    expect(joined([line("Give it to", 0), line("the patient", 12)])).toEqual([
      "Give it to the patient",
    ]);
    const two = [
      { line: line("Acute loss of", 400), page: 1 },
      { line: line("fluids", 40), page: 2 },
    ];
    expect(paragraphsOf(two, new Words(), 200)).toMatchObject([
      { text: "Acute loss of fluids", boxes: [{ page: 1 }, { page: 2 }] },
    ]);
  });

  it("break at list marks, at doses and at wide gaps", () => {
    const item = { bullet: 1 as const, textX: 20 };
    expect(joined([line("One", 0, item), line("Two", 12, item)])).toEqual(["One", "Two"]);
    const full = "a line that fills the whole width here";
    expect(joined([line(full, 0), line("Child 1-5 years: 5 mg", 12)])).toHaveLength(2);
    expect(joined([line(full, 0), line("After a gap", 40)])).toHaveLength(2);
  });

  it("hang under the text of their list item", () => {
    const item = line("sodium chloride (or", 0, { bullet: 2, textX: 20 });
    const rest = line("Lactate) slowly", 12, { rect: { x: 20, y: 12, width: 80, height: 10 } });
    expect(joined([item, rest])).toEqual(["sodium chloride (or Lactate) slowly"]);
  });
});

describe("a hyphen at the end of a line", () => {
  it("goes, unless the document writes the word with it", () => {
    const words = new Words();
    words.add(line("they need long-term care here", 0));
    expect(words.join("leading to inad-", "equate volume")).toBe("leading to inadequate volume");
    expect(words.join("a long-", "term plan")).toBe("a long-term plan");
    expect(words.join("give 20-", "30 ml")).toBe("give 20-30 ml");
    expect(words.join("plain", "words")).toBe("plain words");
  });
});

describe("a numbered title", () => {
  const entry = { number: "1.1.2", title: "Hypovolaemic Shock", page: "3" };
  const entries = new Map([[entry.number, entry]]);

  it("is told by the contents list, or by its print", () => {
    const text = "1.1.2 Hypovolaemic Shock ICD10 CODE: R57.1";
    expect(numberedTitle(line(text, 0), entries, true)).toMatchObject({
      number: "1.1.2",
      listed: entry,
    });
    expect(
      numberedTitle(line("9.9.9 Not Listed", 0, { boldStart: true }), entries, false),
    ).toMatchObject({
      listed: null,
    });
  });

  it("is no dose and no other text with the same number", () => {
    expect(numberedTitle(line("2.5 Ml of water", 0), entries, false)).toBeNull();
    expect(
      numberedTitle(
        line("1.1.2 See the other chapter on eyes", 0, { boldStart: true }),
        entries,
        false,
      ),
    ).toBeNull();
    expect(
      numberedTitle(line("9.9.9 Not Listed", 0, { boldStart: true }), entries, true),
    ).toBeNull();
  });

  it("is alike, spaces and signs aside", () => {
    expect(alike("Bites and Stings", "BitesandStings")).toBe(1);
    expect(alike("Bites", "Burns")).toBeLessThan(0.6);
  });
});
