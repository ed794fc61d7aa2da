import { describe, expect, it } from "vitest";
import { byteCount, decimal, defined, integer, list } from "./parse.ts";

describe("what is typed", () => {
  it("reads numbers, and nothing that only begins like one", () => {
    expect(integer("16")).toBe(16);
    expect(decimal("2e-4")).toBe(0.0002);
    for (const text of ["", "1.5", "1e3", "0x10", "12abc"]) expect(() => integer(text)).toThrow();
    for (const text of ["", " ", "1,5", "NaN", "Infinity", "abc"]) {
      expect(() => decimal(text)).toThrow();
    }
  });

  it("reads amounts of memory", () => {
    expect(byteCount("8GiB")).toBe(8 * 2 ** 30);
    expect(byteCount("512 MB")).toBe(512e6);
    expect(byteCount("1e9")).toBe(1e9);
    for (const text of ["", "GiB", "8 parsecs", "-1GB", "0"])
      expect(() => byteCount(text)).toThrow();
  });

  it("reads lists and names", () => {
    expect(list("q_proj, v_proj,")).toEqual(["q_proj", "v_proj"]);
    expect(defined({ a: 1, b: undefined, c: false })).toEqual({ a: 1, c: false });
  });
});
