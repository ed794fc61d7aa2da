import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { homePaths, prepareHome, resolveHome } from "./home.ts";

it("takes --home, then DIFFERENTIAL_HOME, then the data folder of the platform", () => {
  const env = { DIFFERENTIAL_HOME: "/b", XDG_DATA_HOME: "/x" };
  expect(resolveHome("a", env, "linux")).toBe(resolve("a"));
  expect(resolveHome(undefined, env, "linux")).toBe("/b");
  expect(resolveHome(undefined, { XDG_DATA_HOME: "/x" }, "linux")).toBe("/x/differential");
  expect(resolveHome(undefined, {}, "linux")).toBe(join(homedir(), ".local/share/differential"));
  expect(() => resolveHome(" ", env)).toThrow(expect.objectContaining({ field: "--home" }));
  expect(() => resolveHome(undefined, { DIFFERENTIAL_HOME: "" })).toThrow(/impossible path/);
});

it("makes the folders for this user alone", () => {
  const root = join(temporaryFolder(), "new/home");
  const paths = prepareHome(root);
  for (const folder of [root, paths.store, paths.keys, paths.runs, paths.models, paths.logs]) {
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  }
  expect(prepareHome(root)).toEqual(homePaths(root));
});

it("says what is in the way", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "file"), "");
  for (const path of ["file", "file/below"]) {
    expect(() => prepareHome(join(folder, path))).toThrow(
      expect.objectContaining({ code: "INVALID_INPUT", field: "--home" }),
    );
  }
  mkdirSync(join(folder, "half"));
  writeFileSync(join(folder, "half/store"), "");
  expect(() => prepareHome(join(folder, "half"))).toThrow(/not a folder/);
});
