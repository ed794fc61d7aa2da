import { expect, it } from "vitest";
import { readAbout } from "./about.ts";

it("names the program's version and every package with a licence we may ship", () => {
  const about = readAbout();
  expect(about.version).toMatch(/^\d+\.\d+\.\d+/);
  expect(about.notice).toContain("Bundled base model");
  expect(about.packages.map((p) => p.name)).toContain("zod");
  for (const { name, licence } of about.packages) {
    // wouter gives itself to the public domain (Unlicense); the typeface has the OFL.
    expect(licence, name).toMatch(/^(Apache-2\.0|MIT|BSD-[23]-Clause|ISC|OFL-1\.1|Unlicense)$/);
  }
});
