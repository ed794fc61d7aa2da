import { describe, expect, it } from "vitest";
import { wordDiff } from "./word-diff.ts";

const said = (base: string, tuned: string) =>
  wordDiff(base, tuned).map(({ type, text }) => `${type}:${text.trim()}`);

/** Each side's words are those of its text, whatever the diff. */
function sides(base: string, tuned: string) {
  const parts = wordDiff(base, tuned);
  const of = (side: "base" | "tuned") =>
    parts
      .filter((p) => p.type === side || p.type === "same")
      .map((p) => p.text.trim())
      .join(" ");
  const plain = (text: string) => text.trim().replace(/\s+/g, " ");
  return { base: plain(of("base")), tuned: plain(of("tuned")), parts };
}

describe("word diff", () => {
  it("finds what stays, goes and comes", () => {
    expect(said("CT Chest without contrast", "CTA Chest with contrast")).toEqual([
      "base:CT",
      "tuned:CTA",
      "same:Chest",
      "base:without",
      "tuned:with",
      "same:contrast",
    ]);
  });

  it.each([
    ["", "", []],
    ["a b", "a b", ["same:a b"]],
    ["a", "", ["base:a"]],
    ["", "b", ["tuned:b"]],
    ["a  b\nc", "a b c", ["same:a  b\nc"]],
  ])("%j against %j", (base, tuned, expected) => {
    expect(said(base, tuned)).toEqual(expected);
  });

  it("keeps both texts whole on 300 random pairs, with the fewest edits", () => {
    let state = 7;
    const random = (n: number) => {
      state = (state * 1103515245 + 12345) % 2 ** 31;
      return state % n;
    };
    const words = (n: number) => Array.from({ length: random(n) }, () => "abc"[random(3)]);
    for (let round = 0; round < 300; round += 1) {
      const a = words(12);
      const b = words(12);
      const { base, tuned, parts } = sides(a.join(" "), b.join(" "));
      expect(base).toBe(a.join(" "));
      expect(tuned).toBe(b.join(" "));
      const kept = parts
        .filter((p) => p.type === "same")
        .reduce((sum, p) => sum + p.text.trim().split(/\s+/).length, 0);
      expect(kept).toBe(longestCommon(a, b));
    }
  });

  it("answers in bounded time on long, unlike texts", () => {
    const long = (word: string) => Array.from({ length: 1900 }, (_, i) => word + i).join(" ");
    const began = performance.now();
    expect(wordDiff(long("a"), long("b")).map((p) => p.type)).toEqual(["base", "tuned"]);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});

function longestCommon(a: readonly unknown[], b: readonly unknown[]): number {
  const row = new Array<number>(b.length + 1).fill(0);
  for (const x of a) {
    let diagonal = 0;
    for (let j = 1; j <= b.length; j += 1) {
      const above = row[j] ?? 0;
      row[j] = x === b[j - 1] ? diagonal + 1 : Math.max(above, row[j - 1] ?? 0);
      diagonal = above;
    }
  }
  return row[b.length] ?? 0;
}
