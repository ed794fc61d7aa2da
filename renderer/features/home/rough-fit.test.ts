import { expect, it } from "vitest";
import { roughFit } from "./rough-fit.ts";

const GIB = 2 ** 30;

it.each([
  [0.5 * GIB, null],
  [2 * GIB, "1 billion"],
  [8 * GIB, "8 billion"],
  [24 * GIB, "13 billion"],
  [80 * GIB, "70 billion"],
])("%d bytes free fit %s parameters", (free, size) => {
  expect(roughFit(free)).toBe(size);
});
