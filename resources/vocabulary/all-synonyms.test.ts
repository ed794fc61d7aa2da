import { describe, expect, it } from "vitest";
import { namedProtocol } from "../base/protocol-names.ts";
import { SYNONYMS } from "./all-synonyms.ts";
import { synonyms } from "./synonym-set.ts";

describe("the clinical vocabulary", () => {
  it("has at least 900 sets of at least two different words", () => {
    expect(SYNONYMS.length).toBeGreaterThanOrEqual(900);
    for (const { words } of SYNONYMS) {
      expect(new Set(words).size, words.join("; ")).toBe(words.length);
      expect(words.length).toBeGreaterThanOrEqual(2);
    }
  });

  it("has a word in one interchangeable set at most, so that no two ideas run together", () => {
    const seen = new Map<string, string>();
    for (const { words } of SYNONYMS.filter((set) => set.interchangeable)) {
      for (const word of words) {
        expect(seen.get(word), `${word}: ${words.join("; ")}`).toBeUndefined();
        seen.set(word, words.join("; "));
      }
    }
  });

  it("names no protocol", () => {
    for (const { words } of SYNONYMS) {
      for (const word of words) expect(namedProtocol(word), word).toBeUndefined();
    }
  });

  it("refuses a line that is no set", () => {
    expect(synonyms("= a; b\n~ c; d")).toEqual([
      { words: ["a", "b"], interchangeable: true },
      { words: ["c", "d"], interchangeable: false },
    ]);
    expect(() => synonyms("= alone")).toThrow(SyntaxError);
    expect(() => synonyms("fever; pyrexia")).toThrow(SyntaxError);
  });
});
