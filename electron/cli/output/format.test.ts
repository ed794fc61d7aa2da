import { describe, expect, it } from "vitest";
import { bytes, counted, duration, percentInterval, pValue, significant } from "./format.ts";

describe("figures as a person reads them", () => {
  it.each([
    [0, "0 B"],
    [1023, "1023 B"],
    [1024, "1.00 KiB"],
    [12.34 * 2 ** 20, "12.3 MiB"],
    [1023.9 * 2 ** 20, "1.00 GiB"],
    [139 * 2 ** 30, "139 GiB"],
  ])("%d bytes are %s", (value, text) => expect(bytes(value)).toBe(text));

  it.each([
    [0.44, "0.4 s"],
    [48.2, "48 s"],
    [59.7, "1 min 00 s"],
    [185, "3 min 05 s"],
    [7800, "2 h 10 min"],
    [Number.NaN, "unknown"],
  ])("%d seconds are %s", (value, text) => expect(duration(value)).toBe(text));

  it.each([
    [0.231449, "0.231"],
    [12.3456, "12.3"],
    [0, "0.00"],
    [0.00002, "2.00e-5"],
    [123456, "123,456"],
    [Number.NaN, "NaN"],
  ])("%d is %s", (value, text) => expect(significant(value)).toBe(text));

  it("gives an interval beside its value", () => {
    expect(percentInterval({ value: 0.945, low: 0.925, high: 0.9617 })).toBe("94.5 % (92.5–96.2)");
  });

  it("knows one from many, and what is beyond three digits", () => {
    expect(counted(1, "row")).toBe("1 row");
    expect(counted(12_000, "row")).toBe("12,000 rows");
    expect(pValue(0.0004)).toBe("< 0.001");
    expect(pValue(0.0466)).toBe("0.047");
  });
});
