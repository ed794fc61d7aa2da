import { describe, expect, it } from "vitest";
import { Eta } from "./eta.ts";

describe("Eta", () => {
  it("says nothing at first, then what is left at the speed so far", () => {
    let now = 0;
    const eta = new Eta(() => now);
    expect(eta.update("training", 0, 100)).toBeNull();
    now = 500;
    expect(eta.update("training", 5, 100)).toBeNull();
    now = 2000;
    expect(eta.update("training", 20, 100)).toBe(8);
  });

  it("does not credit a resumed run with the steps of an earlier one", () => {
    let now = 0;
    const eta = new Eta(() => now);
    eta.update("training", 900, 1000);
    now = 10_000;
    expect(eta.update("training", 910, 1000)).toBe(90);
  });

  it("keeps counting a piece that was interrupted by another", () => {
    let now = 0;
    const eta = new Eta(() => now);
    eta.update("training", 0, 100);
    now = 5000;
    eta.update("evaluating", 0, 10);
    now = 10_000;
    expect(eta.update("training", 50, 100)).toBe(10);
  });

  it("says nothing where the total is unknown", () => {
    let now = 0;
    const eta = new Eta(() => now);
    eta.update("hashing", 0, 0);
    now = 5000;
    expect(eta.update("hashing", 10, 0)).toBeNull();
  });
});
