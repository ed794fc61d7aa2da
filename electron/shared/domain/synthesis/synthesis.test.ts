import { describe, expect, it } from "vitest";
import { Chance } from "../chance.ts";
import { type Case, factsOf } from "./case.ts";
import { NOTE_STYLES, STYLE_TEMPLATES } from "./styles.ts";
import { Template } from "./template.ts";
import { writeNote } from "./write-note.ts";

const chance = () => new Chance(1, 2);

describe("a template", () => {
  it("fills slots, drops what lacks a fact and chooses among wordings that can be filled", () => {
    const template = new Template("({a}|{b}) is[ very {c}] here[, {b}].");
    expect(template.write({ b: "pain" }, chance())).toBe("Pain is here, pain.");
    expect(template.write({ b: "pain", c: "bad" }, chance())).toBe("Pain is very bad here, pain.");
    expect(template.write({ c: "bad" }, chance())).toBeNull();
  });

  it("says where it is not well formed", () => {
    for (const source of ["(a", "[a", "{a", "a)", "a]"]) {
      expect(() => new Template(source), source).toThrow(SyntaxError);
    }
  });
});

const CASE: Case = {
  name: "c1",
  label: "CTA Chest PE",
  answer: null,
  sourceRow: 3,
  facts: factsOf({
    age: "42",
    sex: "female",
    complaint: "acute chest pain",
    duration: "2 days",
    history: "smoker.",
    diagnosis: "pulmonary embolism",
    unknown: "left alone",
  }),
};

it("knows what notes call a person", () => {
  expect(CASE.facts).toMatchObject({
    old: "42-year-old",
    short: "42F",
    person: "woman",
    he: "she",
  });
  expect(factsOf({ age: "7", sex: "M" })).toMatchObject({ person: "boy", short: "7M" });
  expect(factsOf({ age: "3 months" })).toMatchObject({ old: "3 months", person: "patient" });
  expect(CASE.facts).not.toHaveProperty("unknown");
});

describe("notes", () => {
  it.each(NOTE_STYLES)("of the style %s say what the case says, and nothing else", (style) => {
    const known = new Set("42 42f".split(" "));
    for (let number = 0; number < 60; number += 1) {
      const note = writeNote(CASE, style, 5, number, new Set());
      expect(note?.text.toLowerCase()).toContain("acute chest pain");
      expect(note?.text).not.toMatch(/[{}|[\]()]|undefined|null|\.\.|,\./);
      for (const [figure] of note?.text.matchAll(/\d+\w*/g) ?? []) {
        expect(known.has(figure.toLowerCase()) || figure === "2").toBe(true);
      }
      expect(note).toMatchObject({
        parent: "c1",
        group: "c1",
        label: "CTA Chest PE",
        sourceRow: 3,
      });
    }
  });

  it("are the same for a seed, differ between seeds, and do not repeat", () => {
    const texts = (seed: number) => {
      const written = new Set<string>();
      const notes = Array.from({ length: 30 }, (_, n) =>
        writeNote(CASE, "indication", seed, n, written),
      );
      return notes.flatMap((note) => (note === null ? [] : [note.text]));
    };
    expect(texts(1)).toEqual(texts(1));
    expect(texts(1)).not.toEqual(texts(2));
    expect(new Set(texts(1)).size).toBe(texts(1).length);
    expect(texts(1).length).toBeGreaterThan(20);
  });

  it("come of a case that says no more than a complaint", () => {
    const bare = { ...CASE, facts: factsOf({ complaint: "headache" }) };
    for (const style of NOTE_STYLES) {
      for (const template of STYLE_TEMPLATES[style]) {
        expect(template.write(bare.facts, chance())?.toLowerCase()).toContain("headache");
      }
    }
  });
});
