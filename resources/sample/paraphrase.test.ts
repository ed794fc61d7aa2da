import { describe, expect, it } from "vitest";
import { SYNONYMS } from "../vocabulary/all-synonyms.ts";
import { CounterRng } from "./counter-rng.ts";
import { paraphrase } from "./paraphrase.ts";

describe("paraphrase", () => {
  it("puts another word of the set in the place of each", () => {
    const set = SYNONYMS.find(({ words }) => words.includes("dyspnea"))?.words ?? [];
    const seen = new Set<string>();
    for (let seed = 0; seed < 200; seed++) {
      const text = paraphrase(new CounterRng(seed, 0), "new dyspnea, 42F", 1);
      seen.add(text.replace(/^new (.*), 42F$/u, "$1"));
    }
    expect([...seen].sort()).toEqual(set.filter((word) => word !== "dyspnea").sort());
  });

  it("takes the longest phrase that fits, and whole words alone", () => {
    for (let seed = 0; seed < 50; seed++) {
      const rng = new CounterRng(seed, 0);
      expect(paraphrase(rng, "hay fever", 1)).toMatch(/allerg|rhinitis/u);
      expect(paraphrase(rng, "anti-fever feverfew", 1)).toBe("anti-fever feverfew");
    }
  });

  it("leaves a text alone where the share is nought", () => {
    expect(paraphrase(new CounterRng(1, 0), "fever and cough", 0)).toBe("fever and cough");
  });
});
