import { describe, expect, it } from "vitest";
import { drawIndices, philoxBlock } from "./counter-random.ts";

function block(
  counter: readonly [number, number, number, number],
  key: readonly [number, number],
): number[] {
  const out = new Uint32Array(4);
  philoxBlock(counter, key, out);
  return [...out];
}

describe("Philox4x32-10", () => {
  // Known answers of Random123 (kat_vectors).
  it("agrees with the published vectors", () => {
    expect(block([0, 0, 0, 0], [0, 0])).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
    const ones = 0xffffffff;
    expect(block([ones, ones, ones, ones], [ones, ones])).toEqual([
      0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd,
    ]);
    expect(
      block([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0]),
    ).toEqual([0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]);
  });
});

describe("drawIndices", () => {
  it("is a function of seed, stream and step alone", () => {
    const first = new Int32Array(1000);
    const again = new Int32Array(1000);
    drawIndices(first, 77, 5, 1, 9);
    drawIndices(again, 77, 5, 1, 9);
    expect(again).toEqual(first);
    for (const [seed, stream, step] of [
      [6, 1, 9],
      [5, 2, 9],
      [5, 1, 10],
    ] as const) {
      drawIndices(again, 77, seed, stream, step);
      expect(again).not.toEqual(first);
    }
  });

  it("a shorter draw is the start of a longer one", () => {
    const long = new Int32Array(11);
    const short = new Int32Array(6);
    drawIndices(long, 1000, 1, 1, 0);
    drawIndices(short, 1000, 1, 1, 0);
    expect([...short]).toEqual([...long.subarray(0, 6)]);
  });

  it("stays in bounds and is even (chi-square, 9 degrees of freedom)", () => {
    const drawn = new Int32Array(100_000);
    drawIndices(drawn, 10, 42, 3, 1);
    const counts = new Array<number>(10).fill(0);
    for (const value of drawn) counts[value] = (counts[value] ?? 0) + 1;
    expect(counts.reduce((a, b) => a + b)).toBe(100_000);
    const chiSquare = counts.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(27.9); // p = 0.001
  });
});
