import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { installFolder } from "./install-folder.ts";

let folder = "";
let source = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "install-"));
  source = join(folder, "source");
  mkdirSync(source);
  writeFileSync(join(source, "a.json"), "a");
  writeFileSync(join(source, "make-it.ts"), "not wanted");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("copies the named files that are there, once", () => {
  const target = join(folder, "home", "base");
  installFolder(source, ["a.json", "absent.json"], target, 1);
  expect(readdirSync(target)).toEqual(["a.json"]);
  writeFileSync(join(source, "a.json"), "changed");
  installFolder(source, ["a.json"], target, 1);
  expect(readFileSync(join(target, "a.json"), "utf8")).toBe("a");
});

it("starts again where an earlier copy was cut short", () => {
  const target = join(folder, "base");
  mkdirSync(`${target}.tmp`);
  writeFileSync(join(`${target}.tmp`, "half"), "x");
  installFolder(source, ["a.json"], target, 1);
  expect(readdirSync(target)).toEqual(["a.json"]);
  expect(existsSync(`${target}.tmp`)).toBe(false);
});

it("writes nothing when there is no room", () => {
  const target = join(folder, "base");
  expect(() => installFolder(source, ["a.json"], target, 2 ** 60)).toThrowError(
    expect.objectContaining({ code: "DISK_FULL" }),
  );
  expect(readdirSync(folder)).toEqual(["source"]);
});
