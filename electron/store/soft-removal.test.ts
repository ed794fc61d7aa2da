import { describe, expect, it } from "vitest";
import { addDataset, addRun, facts, MODEL_INFO, row } from "../../test/support/store-rows.ts";
import { temporaryStore } from "../../test/support/temporary-store.ts";
import type { Store } from "./interfaces/index.ts";

const setDataset = (store: Store, hash: string, removed: boolean) =>
  store.command("datasets.remove", () => store.datasets.setRemoved(hash, removed));
const setModel = (store: Store, id: string, removed: boolean) =>
  store.command("models.remove", () => store.models.setRemoved(id, removed));
const addModel = (store: Store, name: string, hash: string, path = "/m") =>
  store.command("models.add", () => store.models.add({ name, hash, path, info: MODEL_INFO }));

const A = "a".repeat(64);
const B = "b".repeat(64);

describe("a removed dataset version", () => {
  it("is in no list and found by its whole hash alone, until it is restored", () => {
    const { store, reopen } = temporaryStore();
    const first = addDataset(store, "orders", [row("1", "chest pain")], A);
    const second = addDataset(store, "orders", [row("1", "fall")], B);
    setDataset(store, second, true);
    expect(store.datasets.list().map((v) => v.hash)).toEqual([first]);
    expect(store.datasets.removed().map((v) => v.hash)).toEqual([second]);
    expect(store.datasets.resolve("orders").hash).toBe(first);
    expect(() => store.datasets.resolve("bbbbbb")).toThrow(/no such dataset/);
    expect(store.datasets.resolve(second).hash).toBe(second);
    expect([...store.datasets.rows(second)]).toHaveLength(1);
    const again = reopen();
    setDataset(again, second, false);
    expect(again.datasets.resolve("orders").hash).toBe(second);
    expect(again.datasets.removed()).toEqual([]);
  });

  it("comes back when the same rows are imported again", () => {
    const { store } = temporaryStore();
    addDataset(store, "orders", [row("1", "chest pain")], A);
    setDataset(store, A, true);
    const staged = store.datasets.stage();
    staged.add([row("1", "chest pain")]);
    const { existing } = store.command("datasets.import", () =>
      store.datasets.commit(staged, facts("orders", A)),
    );
    expect(existing).toBe(true);
    expect(store.datasets.list().map((v) => v.hash)).toEqual([A]);
  });

  it("is removed by a command only", () => {
    const { store } = temporaryStore();
    addDataset(store, "orders", [row("1", "chest pain")], A);
    expect(() => store.datasets.setRemoved(A, true)).toThrow(/outside a command/);
  });
});

describe("a removed model", () => {
  it("is in no list and found by its id alone, so that its runs keep working", () => {
    const { store } = temporaryStore();
    const run = store.runs.resolve(addRun(store, "first"));
    const { modelId } = run;
    const model = store.models.resolve(modelId);
    setModel(store, modelId, true);
    expect(store.models.list()).toEqual([]);
    expect(store.models.removed().map((m) => m.id)).toEqual([modelId]);
    expect(() => store.models.resolve(model.name)).toThrow(/no such model/);
    expect(() => store.models.resolve(model.hash.slice(0, 8))).toThrow(/no such model/);
    expect(store.models.resolve(modelId).name).toBe(model.name);
    setModel(store, modelId, false);
    expect(store.models.resolve(model.name).id).toBe(modelId);
  });

  it("comes back when the same weights are added under its name", () => {
    const { store } = temporaryStore();
    const { id } = addModel(store, "tiny", A);
    setModel(store, id, true);
    expect(addModel(store, "tiny", A, "/elsewhere")).toMatchObject({ id, path: "/elsewhere" });
    expect(store.models.list().map((m) => m.id)).toEqual([id]);
  });

  it("gives up its name to other weights", () => {
    const { store } = temporaryStore();
    const old = addModel(store, "tiny", A);
    setModel(store, old.id, true);
    const fresh = addModel(store, "tiny", B);
    expect(store.models.resolve("tiny").id).toBe(fresh.id);
    const restored = setModel(store, old.id, false);
    expect(restored.name).toBe(`tiny (removed, ${old.id})`);
  });
});
