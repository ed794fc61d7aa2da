import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fallback, integrityOf } from "./electron.mjs";
import { childEnvironment, officialElectron } from "./paths.mjs";
import { missingSystemPackages } from "./system.mjs";
import { inputDigest } from "./window.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bootstrap-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the repackaged Electron", () => {
  it("is pinned by version and by content", () => {
    expect(fallback.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(fallback.integrity).toMatch(/^sha512-[\w+/]{86}==$/);
  });
  it("is checked in the form of the lock file", async () => {
    const path = join(folder, "empty");
    writeFileSync(path, "");
    // SHA-512 of nothing (FIPS 180-4).
    const empty =
      "z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==";
    expect(await integrityOf(path)).toBe(`sha512-${empty}`);
  });
  it("is named to the programs only where the official one is missing", () => {
    const named = childEnvironment().ELECTRON_OVERRIDE_DIST_PATH;
    if (officialElectron() === undefined) expect(named).toMatch(/build.electron$/);
    else expect(named).toBe(process.env.ELECTRON_OVERRIDE_DIST_PATH);
  });
});

describe("the window's inputs", () => {
  const put = (path: string, text: string) => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  it("change the digest by content and by name; tests do not", () => {
    put("renderer/app/main.tsx", "one");
    const first = inputDigest(folder);
    expect(inputDigest(folder)).toBe(first);
    put("renderer/app/main.test.tsx", "a test");
    expect(inputDigest(folder)).toBe(first);
    put("renderer/app/main.tsx", "two");
    const second = inputDigest(folder);
    expect(second).not.toBe(first);
    put("electron/main/main.ts", "");
    expect(inputDigest(folder)).not.toBe(second);
  });
});

it("system packages are named once each", () => {
  const names = missingSystemPackages(["native", "window", "window-tests"]).map((one) => one.name);
  expect(new Set(names).size).toBe(names.length);
});
