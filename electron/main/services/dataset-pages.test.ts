import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addDataset, row } from "../../../test/support/store-rows.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { temporaryStore } from "../../../test/support/temporary-store.ts";
import { parseDocument } from "../../parsers/parse-document.ts";
import {
  ImportOptionsSchema,
  SHOWN_TEXT_CHARS,
  ShownRowSchema,
} from "../../shared/contract/datasets.ts";
import { DatasetService } from "./dataset-service.ts";
import { SplitService } from "./split-service.ts";

function services() {
  const { store } = temporaryStore();
  return {
    store,
    datasets: new DatasetService(store, parseDocument),
    splits: new SplitService(store),
  };
}

describe("rows for showing", () => {
  it("come in pages, long texts cut between characters", () => {
    const { store, datasets } = services();
    const long = `${"x".repeat(SHOWN_TEXT_CHARS - 1)}🫁 and more`;
    const hash = addDataset(store, "orders", [row("1", "one"), row("2", long), row("3", "three")]);
    expect(datasets.rows(hash, 0, 1)).toMatchObject({
      total: 3,
      rows: [{ index: 0, text: "one" }],
    });
    const { rows } = datasets.rows(hash, 1, 200);
    expect(rows.map((r) => ShownRowSchema.parse(r).index)).toEqual([1, 2]);
    expect(rows[0]?.text).toBe(`${"x".repeat(SHOWN_TEXT_CHARS - 1)}…`);
    expect(datasets.rows(hash, 3, 10).rows).toEqual([]);
  });
});

describe("removal", () => {
  it("and its undo are one audit entry each", () => {
    const { store, datasets } = services();
    const hash = addDataset(store, "orders", [row("1", "one")]);
    expect(datasets.remove("orders").hash).toBe(hash);
    expect(datasets.list()).toEqual([]);
    expect(datasets.removed().map((v) => v.hash)).toEqual([hash]);
    expect(() => datasets.remove("orders")).toThrow(/no such dataset/);
    datasets.restore(hash);
    expect(datasets.list()).toHaveLength(1);
    const actions = store.audit.list(0, 100).map((entry) => entry.action);
    expect(actions.slice(-2)).toEqual(["datasets.remove", "datasets.restore"]);
  });
});

describe("the preview of a split", () => {
  const patients = Array.from({ length: 60 }, (_, i) => ({
    ...row(String(i + 1), `note ${i}`, i % 2 ? "CT" : "MR"),
    group: `p${i % 20}`,
  }));

  it("is what is made, and makes nothing", () => {
    const { store, splits } = services();
    const hash = addDataset(store, "orders", patients);
    const config = { train: 0.6, validation: 0.2, test: 0.2, seed: 7 };
    const preview = splits.preview(hash, config);
    expect(store.splits.list(hash)).toEqual([]);
    expect(splits.create(hash, config).report).toEqual(preview.report);
  });

  it("names the groups that a drawing without groups would tear apart", () => {
    const { store, splits } = services();
    const hash = addDataset(store, "orders", patients);
    expect(splits.preview(hash).crossingGroups).toBeGreaterThan(0);
    expect(splits.preview(hash)).toMatchObject({ groups: 20, namedParts: 0 });
    const grouped = splits.preview(hash, { grouped: true });
    expect(grouped.crossingGroups).toBe(0);
    expect(grouped.report.groups).toBe(20);
  });

  it("is of the dataset asked for, also after another", () => {
    const { store, splits } = services();
    const one = addDataset(store, "one", patients);
    const two = addDataset(store, "two", patients.slice(0, 10));
    const rows = (hash: string) => {
      const { train, validation, test } = splits.preview(hash).report.rows;
      return train + validation + test;
    };
    expect([rows(one), rows(two), rows(one)]).toEqual([60, 10, 60]);
  });
});

describe("several files", () => {
  it("that cannot be read together are named by their place", async () => {
    const { datasets } = services();
    const folder = temporaryFolder();
    const paths = ["text\nchest pain\n", "note\nfall\n", "other,second\n1,2\n"].map(
      (content, i) => {
        const path = join(folder, `${i}.csv`);
        writeFileSync(path, content);
        return path;
      },
    );
    const options = ImportOptionsSchema.parse({ name: "orders", kind: "csv" });
    await expect(datasets.import(paths, options)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: "File 3 of 3: There is no text column.",
    });
    expect(datasets.list()).toEqual([]);
  });
});
