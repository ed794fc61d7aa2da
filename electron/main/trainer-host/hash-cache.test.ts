import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { fileHashCache } from "./hash-cache.ts";

const A = "a".repeat(64);
const B = "b".repeat(64);

it("remembers over processes", () => {
  const path = join(temporaryFolder(), "hashes.json");
  expect(fileHashCache(path).get(A)).toBeNull();
  fileHashCache(path).set(A, B);
  expect(fileHashCache(path).get(A)).toBe(B);
});

it("forgets everything when its file is damaged, and nothing worse", () => {
  const path = join(temporaryFolder(), "hashes.json");
  for (const text of ["", "{", "[[1,2]]", `[["${A}","${B}","${B}"]]`, `[["${A}","x"]]`]) {
    writeFileSync(path, text);
    expect(fileHashCache(path).get(A)).toBeNull();
  }
});

it("keeps the newest of many", () => {
  const path = join(temporaryFolder(), "hashes.json");
  const name = (i: number) => i.toString(16).padStart(64, "0");
  writeFileSync(path, JSON.stringify(Array.from({ length: 200 }, (_, i) => [name(i), B])));
  fileHashCache(path).set(A, B);
  const kept = JSON.parse(readFileSync(path, "utf8")) as [string, string][];
  expect(kept).toHaveLength(200);
  expect(kept[0]?.[0]).toBe(name(1));
  expect(kept.at(-1)?.[0]).toBe(A);
});
