import { expect, it } from "vitest";
import { addDataset, row } from "../../../test/support/store-rows.ts";
import { temporaryStore } from "../../../test/support/temporary-store.ts";
import type { DatasetRow } from "../../shared/domain/dataset.ts";
import { SplitService } from "./split-service.ts";

function withRows(rows: readonly DatasetRow[]) {
  const { store } = temporaryStore();
  const hash = addDataset(store, "orders", rows);
  return { store, hash, splits: new SplitService(store) };
}

const plain = Array.from({ length: 100 }, (_, i) => row(String(i + 1), `note ${i}`, `L${i % 4}`));

it("stores a split once, with its report and one audit entry each time", () => {
  const { store, hash, splits } = withRows(plain);
  const split = splits.create("orders", { seed: 5 });
  expect(split.report.rows).toEqual({ train: 80, validation: 10, test: 10 });
  expect(splits.create("orders", { seed: 5 })).toEqual(split);
  expect(splits.create("orders", { seed: 6 }).id).not.toBe(split.id);
  expect(store.splits.list(hash)).toHaveLength(2);
  expect(store.splits.resolve(split.sha256.slice(0, 8))).toEqual(split);
  expect(store.audit.list(0, 10).map((entry) => entry.action)).toEqual([
    "datasets.import",
    "datasets.split",
    "datasets.split",
    "datasets.split",
  ]);
  const rows = (["train", "validation", "test"] as const).flatMap((part) => [
    ...store.splits.rows(split.id, part),
  ]);
  expect(rows.map((r) => r.index).sort((a, b) => a - b)).toEqual(plain.map((_, i) => i));
});

it("takes the parts that the rows name, and says what crosses", () => {
  const rows = [
    { ...row("1", "same", "A"), part: "train" as const },
    { ...row("2", "SAME", "A"), part: "test" as const },
    { ...row("3", "other", "A"), part: null },
  ];
  const { splits } = withRows(rows);
  expect(splits.create("orders", { method: "column" }).report).toMatchObject({
    rows: { train: 1, validation: 0, test: 1 },
    unassigned: 1,
    crossingDuplicates: 1,
  });
});

it("keeps groups whole", () => {
  const rows = plain.map((r, i) => ({ ...r, group: `p${i % 20}` }));
  const { store, splits } = withRows(rows);
  const { id, report } = splits.create("orders", { grouped: true });
  const patients = (part: "train" | "test") =>
    new Set([...store.splits.rows(id, part)].map((r) => r.group));
  const train = patients("train");
  expect([...patients("test")].filter((group) => train.has(group))).toEqual([]);
  expect(report.groups).toBe(20);
});

it("names the option at fault", () => {
  const { splits } = withRows(plain);
  const fault = (input: object) => {
    try {
      splits.create("orders", input);
    } catch (error) {
      return error;
    }
    return null;
  };
  expect(fault({ train: 0.9, validation: 0.2, test: 0 })).toMatchObject({ field: "--train" });
  expect(fault({ train: 0, validation: 0.5, test: 0.5 })).toMatchObject({ field: "--train" });
  expect(fault({ seed: 0.5 })).toMatchObject({ field: "--seed" });
  expect(fault({ grouped: true })).toMatchObject({ field: "--grouped" });
  expect(fault({ method: "column" })).toMatchObject({ field: "--method" });
  expect(() => splits.create("none")).toThrow(/no such dataset/);
});
