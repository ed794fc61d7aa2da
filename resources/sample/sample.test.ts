import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { namedProtocol } from "../base/protocol-names.ts";
import protocols from "./protocols.json" with { type: "json" };
import { sampleFiles } from "./sample-files.ts";
import { ShingleIndex } from "./shingles.ts";
import { MAX_CROSS_SIMILARITY, SPLIT_NAMES, SPLIT_SIZES, type SplitName } from "./splits.ts";
import { BANKS, TEST_WORDINGS } from "./train-banks.ts";
import { makeOrdersInOtherWords, makeUnlabelledOrders } from "./unlabelled.ts";

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

describe("the wordings of training and test", () => {
  it("share no phrase, and no phrase of one quotes or nearly repeats one of the other", () => {
    for (const { protocol, train } of BANKS) {
      for (const { core, support, absent, must = [], ask } of train) {
        const all = [...core, ...support, ...absent, ...must, ...ask];
        for (const phrase of all) {
          expect(TEST_WORDINGS.coincidesWith(phrase), `${protocol.name}: ${phrase}`).toBe(false);
        }
      }
    }
  });

  it("are many for every situation of training", () => {
    for (const { protocol, train } of BANKS) {
      for (const { situation, core, support, absent, ask } of train) {
        const name = `${protocol.name}: ${situation}`;
        expect(core.length, name).toBeGreaterThanOrEqual(4);
        for (const phrases of [support, absent, ask]) {
          expect(phrases.length, name).toBeGreaterThanOrEqual(2);
        }
      }
    }
  });

  it.each(["train", "validation"] as const)("%s quotes no finding of the test", (split) => {
    for (const { text } of rows(split)) expect(TEST_WORDINGS.quotedIn(text), text).toBe(false);
  });
});

describe.each([
  ["orders", makeUnlabelledOrders],
  ["orders in other words", makeOrdersInOtherWords],
])("the %s for pre-training", (_name, make) => {
  const texts = make(3000);

  it("name no protocol", () => {
    for (const text of texts) expect(namedProtocol(text), text).toBeUndefined();
  });

  it("are not those of validation and test, nor in the words of the test", () => {
    const held = new ShingleIndex();
    for (const split of ["validation", "test"] as const) {
      for (const row of rows(split)) held.add(row.text);
    }
    for (const text of texts) {
      for (const line of text.split("\n")) {
        const order = line.replace(/^[\w ]+: /u, "");
        expect(held.nearest(order), text).toBeLessThan(1);
        expect(TEST_WORDINGS.quotedIn(order), text).toBe(false);
      }
    }
  });
});
