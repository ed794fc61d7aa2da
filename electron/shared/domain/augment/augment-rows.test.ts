import { describe, expect, it } from "vitest";
import { type DatasetRow, normalizeText } from "../dataset.ts";
import { Augmentation } from "./augment-rows.ts";
import { AugmentConfigSchema } from "./config.ts";
import { maskEntities, SynonymReplacer } from "./vary.ts";

const SETS = [
  ["fever", "pyrexia", "high temperature"],
  ["shortness of breath", "dyspnea", "breathlessness"],
  ["heart attack", "myocardial infarction"],
];
const replacer = new SynonymReplacer(SETS);

const row = (id: string, text: string, changes: Partial<DatasetRow> = {}): DatasetRow => ({
  id,
  text,
  label: "A",
  group: null,
  answer: null,
  part: "train",
  sourceRow: 1,
  ...changes,
});

function augmented(rows: readonly DatasetRow[], config: object = {}) {
  const augmentation = new Augmentation(AugmentConfigSchema.parse(config), replacer);
  const seen = rows.map((one) => augmentation.see(one));
  return { seen, copies: [...augmentation.copies()], report: augmentation.report() };
}

const ROWS = [
  row("1", "Fever and shortness of breath", { group: "p1" }),
  row("2", "Known heart attack, now fever", { label: "B" }),
  row("3", "Dyspnea since Monday", { part: "test" }),
  row("4", "Fever for 3 days", { part: "validation" }),
  row("5", "Nothing to replace"),
];

describe("copies", () => {
  it("are of training rows alone, name their parent and share its group, label and part", () => {
    const { seen, copies } = augmented(ROWS, { synonymCopies: 3 });
    expect(copies.length).toBeGreaterThan(3);
    for (const copy of copies) {
      const parent = seen.find(({ id }) => id === copy.parent);
      expect(parent?.part).toBe("train");
      expect(copy).toMatchObject({
        part: "train",
        origin: "synonyms",
        label: parent?.label,
        group: parent?.group,
      });
      expect(copy.group).not.toBeNull();
      expect(copy.text).not.toBe(parent?.text);
    }
    expect(new Set(copies.map(({ id }) => id)).size).toBe(copies.length);
  });

  it("never have the text of a row that is there, in whatever part", () => {
    const held = [
      row("h1", "pyrexia", { part: "test" }),
      row("h2", "high temperature", { part: "validation" }),
    ];
    const { copies, report } = augmented([row("1", "fever"), ...held], { synonymCopies: 10 });
    expect(copies).toEqual([]);
    expect(report.equal).toBe(10);
    const all = augmented(ROWS, { synonymCopies: 10 });
    const texts = [...ROWS, ...all.copies].map(({ text }) => normalizeText(text));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it("are the same for the same seed, and others for another", () => {
    const texts = (seed: number) =>
      augmented(ROWS, { seed, synonymCopies: 2 }).copies.map((c) => c.text);
    expect(texts(1)).toEqual(texts(1));
    expect(texts(1)).not.toEqual(texts(2));
  });

  it("fill rare labels as far as other words go", () => {
    const { copies, report } = augmented(ROWS, { synonymCopies: 0, rareUpTo: 3 });
    expect(report.labels).toEqual([
      { label: "A", before: 2, after: 3 },
      { label: "B", before: 1, after: 3 },
    ]);
    expect(report.boosted).toBe(copies.length);
  });
});

it("replaced words keep their capital, and no word comes twice in a row", () => {
  const all = new Set<string>();
  for (let seed = 0; seed < 20; seed += 1) {
    for (const { text } of augmented([row("1", "Fever, dyspnea")], { seed, replace: 1 }).copies) {
      all.add(text);
      expect(text).toMatch(
        /^(Pyrexia|High temperature|Fever), (shortness of breath|breathlessness|dyspnea)$/,
      );
    }
  }
  expect(all.size).toBeGreaterThan(2);
  const skin = new SynonymReplacer([["rash", "skin eruption"]]);
  const augmentation = new Augmentation(AugmentConfigSchema.parse({}), skin);
  augmentation.see(row("1", "skin rash"));
  expect([...augmentation.copies()]).toEqual([]);
});

it.each([
  ["42F, chest pain", "[AGE]F, chest pain"],
  ["62-year-old man, nodule of 8 mm on 03.02.2024", "[AGE] man, nodule of [VALUE] on [DATE]"],
  ["aged 70, BP 120/80 mmHg", "[AGE], BP [VALUE]"],
])("masks %s", (text, masked) => {
  expect(maskEntities(text)).toBe(masked);
});

it("masks nothing that is a finding", () => {
  expect(maskEntities("T2 hyperintense lesion at L4, CT Head")).toBeNull();
});
