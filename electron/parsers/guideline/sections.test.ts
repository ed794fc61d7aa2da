import { describe, expect, it } from "vitest";
import { codesIn, splitCodes } from "./icd10.ts";
import { textLines } from "./plain-text.ts";
import { distance, headingKind, splitSections } from "./sections.ts";

const printed = (text: string) => headingKind({ text, bullet: false, emphasis: true });
const plain = (text: string, subject = "") =>
  headingKind({ text, bullet: false, emphasis: null }, subject);

describe("a printed heading", () => {
  it.each([
    ["Causes", "causes"],
    ["Cause", "causes"],
    ["Clinicalfeatures", "clinical-features"],
    ["Clinicla features of dehydration in children", "clinical-features"],
    ["Differential diagnosis", "differential-diagnosis"],
    ["Management in adults", "management"],
    ["Maintenance fluid therapy", "management"],
    ["Prevention (for all age groups)", "prevention"],
    ["Notes", "notes"],
    ["Caution", "cautions"],
    ["Classification of hypovolaemia in adults", "classification"],
  ] as const)("%s", (text, kind) => {
    expect(printed(text)).toBe(kind);
  });

  it.each(["Notable features.", "Signs and wonders of the world are many,", "Plan A"])(
    "not %s",
    (text) => {
      expect(printed(text)).toBeNull();
    },
  );
});

describe("a line of plain text", () => {
  it("is a heading when it is nothing else", () => {
    expect(plain("Drug Treatment:")).toBe("drug-treatment");
    expect(plain("COMPLICATIONS OF ABORTION")).toBe("complications");
    expect(plain("Treatment of malaria", "Malaria")).toBe("management");
    expect(plain("Notable Adverse Drug Reactions, Contraindications and Caution")).toBe("cautions");
  });

  it("is text when it goes on", () => {
    expect(plain("Treatment of the underlying cause")).toBeNull();
    expect(plain("treatment")).toBeNull();
    expect(plain("Prevention is better than cure")).toBeNull();
    expect(headingKind({ text: "Surgery", bullet: true, emphasis: null })).toBeNull();
  });
});

it("sections hold what stands under their headings", () => {
  const text =
    "HILL COUGH\nA cough.\nCAUSES OF HILL COUGH\nCauses\n■ Dust\n- Fine dust\nPrevention\nBoots";
  const sections = splitSections(textLines(text), "Hill cough");
  const found = sections.map(({ kind, lines }) => [kind, ...lines.map((line) => line.text)]);
  expect(found).toEqual([
    ["definition", "A cough."],
    ["causes"],
    ["causes", "Dust", "Fine dust"],
    ["prevention", "Boots"],
  ]);
});

it("the distance counts a swap as one slip", () => {
  expect(distance("clinicla", "clinical")).toBe(1);
  expect(distance("abc", "abc")).toBe(0);
  expect(distance("abcdef", "zzzzzz", 3)).toBe(3);
});

describe("ICD-10 codes", () => {
  it.each([
    ["Anthrax ICD10 CODE: A22", "Anthrax", ["A22"]],
    ["Dehydration ICD10CODE: E86.0", "Dehydration", ["E86.0"]],
    ["Meningitis ICD10 CODES: A39.0 (meningococcal), G00", "Meningitis", ["A39.0", "G00"]],
    ["Burns icd-10 code: T20-T25", "Burns", ["T20-T25"]],
    ["Burns without one", "Burns without one", []],
  ] as const)("%s", (text, title, codes) => {
    const found = splitCodes(text);
    expect(found.title).toBe(title);
    expect(found.codes.map(({ code }) => code)).toEqual(codes);
  });

  it("keep what stands in brackets", () => {
    expect(codesIn("A39.0 (meningococcal), G00 (other)").map(({ note }) => note)).toEqual([
      "meningococcal",
      "other",
    ]);
  });
});
