import { expect, it } from "vitest";
import { parseDeviceName, writeDeviceName } from "./device-name.ts";

it.each([
  ["cpu", "cpu"],
  ["cpu:0", "cpu"],
  ["cuda", "cuda:0"],
  ["cuda:12", "cuda:12"],
])("%s is written %s", (text, written) => {
  const name = parseDeviceName(text);
  expect(name && writeDeviceName(name)).toBe(written);
});

it.each(["", "gpu", "cuda:", "cuda:-1", "cuda:12345", "CUDA:1", "cuda:1 "])(
  "%j is none",
  (text) => {
    expect(parseDeviceName(text)).toBeUndefined();
  },
);
