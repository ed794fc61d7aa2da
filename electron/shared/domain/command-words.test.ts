import { expect, it } from "vitest";
import { escapeLines, kebabCase, unescapeLines } from "./command-words.ts";

it("fields become flags", () => {
  expect(kebabCase("minLearningRateRatio")).toBe("min-learning-rate-ratio");
  expect(kebabCase("beta1")).toBe("beta1");
});

it("a template crosses the command line on one line", () => {
  expect(unescapeLines("Order: {text}\\nProtocol:")).toBe("Order: {text}\nProtocol:");
  expect(unescapeLines(undefined)).toBeUndefined();
  const template = "Order: {text}\n\nProtocol:";
  expect(escapeLines(template)).not.toContain("\n");
  expect(unescapeLines(escapeLines(template))).toBe(template);
});
