import { expect, it } from "vitest";
import { addDataset, facts, row } from "../../test/support/store-rows.ts";
import { temporaryStore } from "../../test/support/temporary-store.ts";

const HASH = "ab".repeat(32);

it("keeps versions under a name and finds them by name, id, hash and its beginning", () => {
  const { store } = temporaryStore();
  const first = addDataset(store, "orders", [row("1", "chest pain")], HASH);
  const second = addDataset(store, "orders", [row("1", "chest pain"), row("2", "fall")]);
  const [newest, oldest] = store.datasets.list();
  expect([newest?.version, oldest?.version]).toEqual([2, 1]);
  expect(store.datasets.resolve("orders").hash).toBe(second);
  expect(store.datasets.resolve(newest?.datasetId ?? "").hash).toBe(second);
  expect(store.datasets.resolve(first).version).toBe(1);
  expect(store.datasets.resolve("ababab").version).toBe(1);
  expect(() => store.datasets.resolve("ababa")).toThrow(/no such dataset/);
  expect(() => store.datasets.resolve("%")).toThrow(/no such dataset/);
});

it("returns the version that is there when the same rows come again", () => {
  const { store } = temporaryStore();
  addDataset(store, "orders", [row("1", "chest pain")], HASH);
  const staged = store.datasets.stage();
  staged.add([row("1", "chest pain")]);
  const again = store.command("datasets.import", () =>
    store.datasets.commit(staged, facts("another name", HASH)),
  );
  expect(again.existing).toBe(true);
  expect(again.version.name).toBe("orders");
  expect(store.datasets.list()).toHaveLength(1);
});

it("counts texts that differ in case and space only as duplicates", () => {
  const { store } = temporaryStore();
  const texts = ["Chest pain", " chest  PAIN", "chest\tpain", "fall", "cheste pain"];
  const hash = addDataset(
    store,
    "orders",
    texts.map((text, i) => row(String(i + 1), text)),
  );
  expect(store.datasets.resolve(hash).duplicates).toBe(2);
  const { texts: keys } = store.datasets.rowKeys(hash);
  expect(keys[0]).toBe(keys[1]);
  expect(keys[0]).toBe(keys[2]);
  expect(new Set(keys).size).toBe(3);
});

it("gives back exactly what was stored, in pages and in order", () => {
  const { store } = temporaryStore();
  const rows = Array.from({ length: 1234 }, (_, i) => ({
    ...row(String(i + 1), `ünïcode 🫁 note\n${i}`, i % 2 ? "CT" : null),
    answer: i % 3 ? "because" : null,
    group: i % 5 ? `p${i % 7}` : null,
    part: i % 2 ? ("train" as const) : null,
  }));
  const hash = addDataset(store, "orders", rows);
  expect([...store.datasets.rows(hash)]).toEqual(rows.map((r, index) => ({ ...r, index })));
  expect([...store.datasets.rows(hash, 499, 502)].map((r) => r.index)).toEqual([499, 500, 501]);
  // A reader in the middle must not keep the store from writing.
  for (const _ of store.datasets.rows(hash, 0, 2)) addDataset(store, "other", [row("1", "x")]);
});

it("shows nothing of an import that did not end and sweeps it at the next open", () => {
  const { store, reopen } = temporaryStore();
  const staged = store.datasets.stage();
  staged.add([row("1", "half an import")]);
  staged.reject([{ file: 0, sourceRow: 2, reason: "text: empty" }]);
  expect(store.datasets.list()).toEqual([]);
  const again = reopen();
  expect(again.datasets.list()).toEqual([]);
  expect(again.verify()).toEqual({ ok: true, problems: [] });
  // The abandoned body is gone: committing it is impossible.
  expect(() =>
    again.command("datasets.import", () => again.datasets.commit(staged, facts("x", HASH))),
  ).toThrow(/refused/);
});

it("groups rejects by reason", () => {
  const { store } = temporaryStore();
  const staged = store.datasets.stage();
  staged.add([row("1", "x")]);
  staged.reject([
    { file: 0, sourceRow: 2, reason: "text: empty" },
    { file: 0, sourceRow: 9, reason: "label: empty" },
    { file: 1, sourceRow: 3, reason: "text: empty" },
  ]);
  store.command("datasets.import", () => store.datasets.commit(staged, facts("x", HASH)));
  expect(store.datasets.resolve("x").rejects).toBe(3);
  expect(store.datasets.rejectReasons(HASH)[0]).toEqual({ reason: "text: empty", rows: 2 });
  expect(store.datasets.rejects(HASH, 1)).toEqual([
    { file: 0, sourceRow: 2, reason: "text: empty" },
  ]);
});
