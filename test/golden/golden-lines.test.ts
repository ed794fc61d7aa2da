import { expect, it } from "vitest";
import { GoldenLineSchema, type GoldenTensor, goldenTable } from "./golden-lines.ts";

const tensor = (name: string, error: number | null, ok = true): GoldenTensor => ({
  type: "tensor",
  name,
  error,
  tolerance: 1e-4,
  ok,
});

it("shows the worst tensor of each group and every failure", () => {
  const tensors = [
    tensor("llama/lora/logits", 1e-6),
    tensor("llama/lora/loss", 2e-5),
    tensor("llama/qdora/grad.q", 0.5, false),
    tensor("nf4_flat", null, false),
  ];
  const table = goldenTable(tensors, { type: "result", compared: 4, failed: 2, worst: 0.5 });
  expect(table).toMatch(/llama\/lora +2 +0 {2}2\.0e-5/);
  expect(table).toMatch(/llama\/qdora +1 +1 {2}5\.0e-1/);
  expect(table).toContain("FAILED llama/qdora/grad.q: error 0.5, tolerance 0.0001");
  expect(table).toMatch(/nf4_flat +1 +1 {2}not a number/);
});

it("refuses a line it does not know", () => {
  expect(() => GoldenLineSchema.parse({ type: "tensor", name: "x" })).toThrow();
});
