import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import type { Engine } from "../engine.ts";
import { freeQuantizedCopies, quantizedCopies } from "./quantized-copies.ts";

const KEYS = ["a".repeat(64), "b".repeat(64)] as const;
const engine = {} as Engine; // files alone are looked at

it("has nothing to show before the first load", () => {
  const directory = join(temporaryFolder(), "cache");
  expect(quantizedCopies(engine, { directory })).toEqual([]);
  expect(freeQuantizedCopies(engine, { directory })).toEqual([]);
});

it("shows what lies there, damaged and unfinished ones too, and deletes all of it", () => {
  const directory = join(temporaryFolder(), "cache");
  mkdirSync(directory);
  const put = (name: string, content: string) => {
    writeFileSync(join(directory, name), content);
    return join(directory, name);
  };
  const manifest = JSON.stringify({ base: "f".repeat(64), settings: "nf4, block 64" });
  const files = [
    put(`${KEYS[0]}.json`, manifest),
    put(`${KEYS[0]}.safetensors`, "x".repeat(1000)),
    put(`${KEYS[1]}.safetensors.tmp`, "half"),
    put(`${KEYS[1]}.json`, "{ not JSON"),
  ];
  const other = put("notes.txt", "not ours");
  const copies = quantizedCopies(engine, { directory });
  expect(copies).toEqual([
    {
      key: KEYS[0],
      baseHash: "f".repeat(64),
      settings: "nf4, block 64",
      bytes: 1000 + manifest.length,
    },
    { key: KEYS[1], baseHash: "", settings: "", bytes: 14 },
  ]);
  expect(freeQuantizedCopies(engine, { directory })).toEqual(copies);
  expect(files.filter((file) => existsSync(file))).toEqual([]);
  expect(existsSync(other)).toBe(true);
});
