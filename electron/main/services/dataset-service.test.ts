import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sharedData } from "../../../test/support/shared-data.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { temporaryStore } from "../../../test/support/temporary-store.ts";
import { parseDocument } from "../../parsers/parse-document.ts";
import { ImportOptionsSchema } from "../../shared/contract/datasets.ts";
import type { SourceKind } from "../../shared/domain/dataset.ts";
import { DatasetService } from "./dataset-service.ts";
import { SplitService } from "./split-service.ts";

const ORDERS = join(import.meta.dirname, "../../../test/fixtures/notes/orders.csv");

function services() {
  const temporary = temporaryStore();
  const { store } = temporary;
  return {
    ...temporary,
    datasets: new DatasetService(store, parseDocument),
    splits: new SplitService(store),
  };
}

const options = (name: string, kind: SourceKind = "csv", mapping = {}) =>
  ImportOptionsSchema.parse({ name, kind, mapping });

function fileOf(content: string): string {
  const path = join(temporaryFolder(), "input.csv");
  writeFileSync(path, content);
  return path;
}

describe("import", () => {
  it("makes a version with counts, rejects and duplicates", async () => {
    const { datasets, store } = services();
    const { version, rejects, existing } = await datasets.import([ORDERS], options("orders"));
    expect(existing).toBe(false);
    expect(version).toMatchObject({
      name: "orders",
      version: 1,
      rows: 6,
      rejects: 2,
      duplicates: 1,
      unlabelled: 0,
      labels: [
        { label: "CT Head", count: 2 },
        { label: "CTA Chest PE", count: 2 },
        { label: "XR Hip", count: 2 },
      ],
      textChars: { minimum: 15, maximum: 29 },
    });
    expect(rejects).toEqual([
      { file: 0, sourceRow: 7, reason: "text: empty" },
      { file: 0, sourceRow: 8, reason: "2 fields, the header has 4" },
    ]);
    const [entry] = store.audit.list(0, 10);
    expect(entry?.action).toBe("datasets.import");
    expect(entry?.objects).toEqual([
      { kind: "dataset", id: version.datasetId, sha256: version.hash },
    ]);
  });

  it("hashes content: the same rows are the same version, one other character is another", async () => {
    const { datasets } = services();
    const same = "text,label\na,X\nb,Y\n";
    const first = await datasets.import([fileOf(same)], options("one"));
    const again = await datasets.import([fileOf(`\ufeff${same}\r\n`)], options("two"));
    expect(again).toMatchObject({ existing: true, version: { hash: first.version.hash } });
    const other = await datasets.import([fileOf("text,label\na,X\nb,y\n")], options("one"));
    expect(other.version).toMatchObject({ version: 2, name: "one" });
    const moved = await datasets.import([fileOf("text,label\nb,Y\na,X\n")], options("one"));
    expect(moved.version.version).toBe(3);
    // The content hash is part of every published figure: it must not change by accident.
    expect(first.version.hash).toBe(
      "6af15eae151c734dab61e32ce24d75e92740bb8efe5ba15e27ba379d8b30403c",
    );
  });

  it("joins several files and rejects an id that comes again", async () => {
    const { datasets } = services();
    const files = [fileOf("row_id,text\n1,a\n2,b\n"), fileOf("row_id,text\n2,c\n3,d\n")];
    const { version, rejects } = await datasets.import(files, options("joined"));
    expect(version.rows).toBe(3);
    expect(rejects).toEqual([{ file: 1, sourceRow: 2, reason: "id: appeared before" }]);
  });

  it("keeps nothing of an import that fails, is cancelled or has no row", async () => {
    const { datasets, store } = services();
    await expect(datasets.import([fileOf("text\n \n")], options("x"))).rejects.toMatchObject({
      code: "INVALID_INPUT",
      hint: "All 1 were rejected; the first at 2: text: empty.",
    });
    await expect(datasets.import([fileOf('text\n"open')], options("x"))).rejects.toThrow(/closed/);
    const long = fileOf(`text\n${"a note\n".repeat(2000)}`);
    const signal = AbortSignal.abort();
    await expect(datasets.import([long], options("x"), { signal })).rejects.toMatchObject({
      code: "CANCELLED",
    });
    await expect(datasets.import([ORDERS, "/nonesuch"], options("x"))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(datasets.list()).toEqual([]);
    expect(store.audit.list(0, 10)).toEqual([]);
  });

  it("reports progress in bytes, to the end", async () => {
    const { datasets } = services();
    const seen: number[] = [];
    const path = fileOf(`text\n${"a note\n".repeat(5000)}`);
    await datasets.import([path], options("x"), {
      onProgress: ({ done, total }) => seen.push(done / total),
    });
    expect(seen.length).toBeGreaterThan(5);
    expect(seen.at(-1)).toBe(1);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
  });
});

describe("inspect", () => {
  it("sums up labels, rejects and token lengths", async () => {
    const { datasets, splits } = services();
    await datasets.import([ORDERS], options("orders"));
    const split = splits.create("orders", { method: "column" });
    const words = async (texts: readonly string[]) => texts.map((t) => t.split(/\s+/).length);
    const summary = await datasets.inspect("orders", words);
    expect(summary.splits).toEqual([split]);
    expect(summary.imbalance).toBe(1);
    expect(summary.rejectReasons).toHaveLength(2);
    expect(summary.tokenLengths?.tokens).toMatchObject({ minimum: 4, maximum: 5 });
    expect(summary.tokenLengths?.bins).toEqual([{ upTo: 8, rows: 6 }]);
  });
});

const symptoms = sharedData("symptom2disease/Symptom2Disease.csv");
it.runIf(symptoms)("imports and splits Symptom2Disease without a leak", async () => {
  const { datasets, splits, store } = services();
  const { version } = await datasets.import([symptoms ?? ""], options("s2d"));
  expect(version).toMatchObject({ rows: 1200, rejects: 0, duplicates: 47 });
  expect(version.labels).toHaveLength(24);
  const { id, report } = splits.create("s2d", { seed: 3 });
  expect(report).toMatchObject({
    rows: { train: 960, validation: 120, test: 120 },
    crossingDuplicates: 0,
    unstratified: [],
  });
  for (const { parts } of report.labels) {
    expect(parts).toEqual({ train: 40, validation: 5, test: 5 });
  }
  const texts = (part: "train" | "validation" | "test") =>
    new Set([...store.splits.rows(id, part)].map((row) => row.text.toLowerCase().trim()));
  const [train, test] = [texts("train"), texts("test")];
  expect([...test].filter((text) => train.has(text))).toEqual([]);
});
