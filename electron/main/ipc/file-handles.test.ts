import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { ChosenFileSchema } from "../../shared/contract/files.ts";
import { FileHandles } from "./file-handles.ts";

it("says name, size and kind of a chosen file, never its path", () => {
  const folder = temporaryFolder();
  const path = join(folder, "orders.csv");
  writeFileSync(path, "text\n");
  const files = new FileHandles();
  const chosen = ChosenFileSchema.parse(files.add(path));
  expect(chosen).toMatchObject({ name: "orders.csv", bytes: 5, folder: false });
  expect(JSON.stringify(chosen)).not.toContain(folder);
  expect(files.path(chosen.handle)).toBe(path);
  mkdirSync(join(folder, "model"));
  expect(files.add(join(folder, "model"))).toMatchObject({ folder: true, bytes: 0 });
  expect(files.add(join(folder, "not-yet.csv"), "write")).toMatchObject({ bytes: 0 });
});

it("never lets a file that was chosen to be read be written, or the other way round", () => {
  const files = new FileHandles();
  const read = files.add("/data/orders.csv").handle;
  const write = files.add("/data/labels.csv", "write").handle;
  expect(() => files.target(read)).toThrow(/not known/);
  expect(() => files.path(write)).toThrow(/not known/);
  expect(files.target(write)).toBe("/data/labels.csv");
});

it("knows no handle that it did not give out", () => {
  const files = new FileHandles();
  files.add("/data/orders.csv");
  for (const handle of ["file-aaaaaaaa", "/data/orders.csv", "__proto__"]) {
    expect(() => files.path(handle)).toThrow(/not known/);
  }
});
