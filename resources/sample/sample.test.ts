import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import protocols from "./protocols.json" with { type: "json" };
import { sampleFiles } from "./sample-files.ts";
import { ShingleIndex } from "./shingles.ts";
import { MAX_CROSS_SIMILARITY, SPLIT_NAMES, SPLIT_SIZES, type SplitName } from "./splits.ts";
import { makeUnlabelledOrders } from "./unlabelled.ts";

interface Row {
  readonly id: string;
  readonly text: string;
  readonly label: string;
}

const read = (name: string) => readFileSync(join(import.meta.dirname, name), "utf8");

function rows(split: SplitName): Row[] {
  return parse(read(`data/${split}.csv`), { columns: true }) as Row[];
}

const names = protocols.map((protocol) => protocol.name);

describe("the bundled sample", () => {
  it("is what the generator makes, byte for byte", () => {
    for (const [name, content] of sampleFiles()) expect(read(name) === content, name).toBe(true);
  });

  it("has at least 30 protocols over six modalities, with alternatives that exist", () => {
    expect(names.length).toBeGreaterThanOrEqual(30);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(protocols.map((protocol) => protocol.modality)).size).toBeGreaterThanOrEqual(6);
    for (const { name, alternatives } of protocols) {
      for (const other of alternatives) expect(names, `alternative of ${name}`).toContain(other);
    }
  });

  it.each(SPLIT_NAMES)("%s has its size, every protocol, and no text twice", (split) => {
    const all = rows(split);
    expect(all.length).toBe(SPLIT_SIZES[split]);
    expect(new Set(all.map((row) => row.label))).toEqual(new Set(names));
    expect(new Set(all.map((row) => row.text.toLowerCase())).size).toBe(all.length);
    expect(new Set(all.map((row) => row.id)).size).toBe(all.length);
  });

  it("has no near-duplicate across the splits", () => {
    const earlier = new ShingleIndex();
    for (const split of SPLIT_NAMES) {
      const texts = rows(split).map((row) => row.text);
      for (const text of texts) {
        expect(earlier.nearest(text), text).toBeLessThan(MAX_CROSS_SIMILARITY);
      }
      for (const text of texts) earlier.add(text);
    }
  });
});

describe("the orders for pre-training", () => {
  const orders = makeUnlabelledOrders(3000);

  it("name no protocol", () => {
    const patterns = names.map((name) => name.toLowerCase());
    for (const text of orders) {
      const found = patterns.find((name) => text.toLowerCase().includes(name));
      expect(found, text).toBeUndefined();
    }
  });

  it("are not those of validation and test", () => {
    const held = new ShingleIndex();
    for (const split of ["validation", "test"] as const) {
      for (const row of rows(split)) held.add(row.text);
    }
    for (const text of orders) expect(held.nearest(text), text).toBeLessThan(1);
  });
});
