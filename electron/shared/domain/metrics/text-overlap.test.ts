import { describe, expect, it } from "vitest";
import { rougeL, tokenF1, words } from "./text-overlap.ts";

const f1 = (answer: string, reference: string) => tokenF1(words(answer), words(reference));
const rouge = (answer: string, reference: string) => rougeL(words(answer), words(reference));

describe("words", () => {
  it("keeps letters of any script, digits and marks, and nothing else", () => {
    expect(words("Dose: 2.5 mg/kg — répéter à 6 h!")).toEqual([
      "dose",
      "2",
      "5",
      "mg",
      "kg",
      "répéter",
      "à",
      "6",
      "h",
    ]);
    expect(words("ﬁve")).toEqual(["five"]); // a ligature is two letters
    expect(words(" …")).toEqual([]);
  });
});

describe("overlap of an answer with its reference", () => {
  // The example of the rouge-score package: ROUGE-1 F 0.70588, ROUGE-L F 0.58823.
  const reference = "The quick brown fox jumps over the lazy dog";
  const answer = "The quick brown dog jumps on the log.";

  it("is ROUGE-1's and ROUGE-L's published figure", () => {
    expect(f1(answer, reference)).toBeCloseTo(12 / 17, 12);
    expect(rouge(answer, reference)).toBeCloseTo(10 / 17, 12);
  });

  it("counts a word as often as both texts have it", () => {
    expect(f1("rest rest rest", "rest and fluids")).toBeCloseTo(2 / 6, 12);
    expect(f1("fluids and rest", "rest and fluids")).toBe(1);
    expect(rouge("fluids and rest", "rest and fluids")).toBeCloseTo(1 / 3, 12);
  });

  it("is none for an empty answer and whole for two empty texts", () => {
    expect(f1("", "rest")).toBe(0);
    expect(rouge("rest", "")).toBe(0);
    expect(f1("?", "")).toBe(1);
    expect(rouge("", "!")).toBe(1);
  });
});
