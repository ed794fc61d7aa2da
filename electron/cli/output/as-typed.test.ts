import { describe, expect, it } from "vitest";
import { asTyped } from "./as-typed.ts";

const HINT =
  "Next: workbench evaluate --run run-1, or see `workbench --help`. This is the workbench.";

describe("asTyped", () => {
  it("names the npm script where npm started the program", () => {
    expect(asTyped(HINT, { npm_lifecycle_event: "start" })).toBe(
      "Next: npm run workbench -- evaluate --run run-1, or see `npm run workbench -- --help`. " +
        "This is the workbench.",
    );
  });

  it("leaves the program's own name elsewhere", () => {
    expect(asTyped(HINT, {})).toBe(HINT);
    expect(asTyped(HINT, { npm_lifecycle_event: "test" })).toBe(HINT);
  });
});
