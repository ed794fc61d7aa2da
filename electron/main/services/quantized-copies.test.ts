import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryStore } from "../../../test/support/temporary-store.ts";
import { freeQuantizedCopies, quantizedCache, quantizedCopies } from "./quantized-copies.ts";

const KEYS = ["a".repeat(64), "b".repeat(64)] as const;

function home() {
  const { store, folder } = temporaryStore();
  const context = { store, home: { root: folder, runs: join(folder, "runs") } };
  const directory = join(folder, "cache", "quantized");
  const put = (name: string, content: string) => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, name), content);
    return join(directory, name);
  };
  return { context, directory, put };
}

it("has nothing to show before the first load", () => {
  const { context } = home();
  expect(quantizedCopies(context)).toEqual([]);
  expect(freeQuantizedCopies(context)).toEqual([]);
});

it("shows what lies there, damaged and unfinished ones too, and deletes all of it", () => {
  const { context, put } = home();
  const manifest = JSON.stringify({ base: "f".repeat(64), settings: "nf4, block 64" });
  const files = [
    put(`${KEYS[0]}.json`, manifest),
    put(`${KEYS[0]}.safetensors`, "x".repeat(1000)),
    put(`${KEYS[1]}.safetensors.tmp`, "half"),
    put(`${KEYS[1]}.json`, "{ not JSON"),
  ];
  const other = put("notes.txt", "not ours");
  const copies = quantizedCopies(context);
  expect(copies.map(({ key, settings, bytes }) => [key, settings, bytes])).toEqual([
    [KEYS[0], "nf4, block 64", 1000 + manifest.length],
    [KEYS[1], "", 14],
  ]);
  expect(freeQuantizedCopies(context)).toEqual(copies);
  expect(files.filter((file) => existsSync(file))).toEqual([]);
  expect(existsSync(other)).toBe(true);
});

it("tells the engine where the copies of a base lie", () => {
  const { context, directory } = home();
  const choice = quantizedCache(context, { hash: "c".repeat(64) });
  expect(choice).toMatchObject({ directory, baseHash: "c".repeat(64) });
  expect(choice?.budgetBytes).toBeGreaterThan(0);
});
