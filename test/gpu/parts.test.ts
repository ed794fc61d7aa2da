import { describe, expect, it } from "vitest";
import { goldenOutcome, gridOutcome, kernelsOutcome } from "./parts.ts";

const lines = (...values: object[]) => `${values.map((v) => JSON.stringify(v)).join("\n")}\n`;

describe("the memory grid", () => {
  const device = { type: "device", name: "a card", isa: "sm_90", totalBytes: 1 };
  const within = { type: "setting", ratio: 0.995, within: true };

  it("counts settings within, outside and too large for the card", () => {
    const output = lines(
      device,
      within,
      { type: "setting", ratio: 1.01, within: false },
      { type: "setting", tooLarge: "the run needs 80 GiB" },
      { type: "result", within: 1, outside: 1, tooLarge: 1, least: 0.995, most: 1.01 },
    );
    const { counts, failures } = gridOutcome(output, 1);
    expect(counts).toEqual({ passed: 1, failed: 1, skipped: 1 });
    expect(failures[0]).toContain("1.01");
  });

  it("does not pass when it died or said nothing", () => {
    expect(gridOutcome(lines(device, within), null).counts.failed).toBe(1);
    expect(gridOutcome("", 0).counts).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(gridOutcome(lines(device), 0).counts.failed).toBe(1);
  });

  it("counts a setting whose process died as failed", () => {
    const dead = { type: "setting", error: "the setting ended without a figure" };
    expect(gridOutcome(lines(within, dead), 1).counts).toMatchObject({ passed: 1, failed: 1 });
  });
});

it("counts each reference tensor, and a comparison that broke off", () => {
  const good = { type: "tensor", name: "phi2/base/loss", error: 1e-7, tolerance: 1e-4, ok: true };
  const bad = { ...good, name: "phi2/dora/loss", error: null, ok: false };
  expect(goldenOutcome(lines(good, bad), 1).failures).toEqual([
    "phi2/dora/loss: error null, at most 0.0001",
  ]);
  expect(goldenOutcome(lines(good), 0).counts).toEqual({ passed: 1, failed: 0, skipped: 0 });
  expect(goldenOutcome(lines(good), null).counts.failed).toBe(1);
});

it("counts the kernels' checks by their report", () => {
  const check = { check: "attention 8 x 64", output: "dq", passed: true };
  const report = JSON.stringify({ failures: 1, checks: [check, { ...check, passed: false }] });
  expect(kernelsOutcome(report, 1).counts).toMatchObject({ passed: 1, failed: 1 });
  expect(kernelsOutcome(null, 1).counts.failed).toBe(1);
  expect(kernelsOutcome(JSON.stringify({ checks: [check] }), 134).counts.failed).toBe(1);
});
