import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { personPath, personReference } from "./paths.ts";

describe("personPath", () => {
  it("is relative to where the person typed, also through npm", () => {
    const npm = { npm_lifecycle_event: "workbench", INIT_CWD: "/data/orders" };
    expect(personPath("a.csv", npm)).toBe(resolve("/data/orders/a.csv"));
    expect(personPath("a.csv", {})).toBe(resolve("a.csv"));
    expect(personPath("/abs/a.csv", npm)).toBe(resolve("/abs/a.csv"));
  });

  it("does not trust what an outer npm script left behind", () => {
    const outer = { npm_lifecycle_event: "test", INIT_CWD: "/elsewhere" };
    expect(personPath("a.csv", outer)).toBe(resolve("a.csv"));
  });
});

describe("personReference", () => {
  it("keeps a name and resolves a folder", () => {
    expect(personReference("bundled")).toBe("bundled");
    expect(personReference("./models/tiny")).toBe(resolve("models/tiny"));
  });
});
