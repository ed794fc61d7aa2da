import { expect, it } from "vitest";
import { MODEL_INFO } from "../../test/support/store-rows.ts";
import { temporaryStore } from "../../test/support/temporary-store.ts";

it("registers weights under a name, once", () => {
  const { store } = temporaryStore();
  const add = (name: string, hash: string, path = "/models/a") =>
    store.command("models.add", () => store.models.add({ name, hash, path, info: MODEL_INFO }));
  const hash = "c0ffee".padEnd(64, "0");
  const model = add("base", hash);
  expect(store.models.resolve("base")).toEqual(model);
  expect(store.models.resolve(model.id)).toEqual(model);
  expect(store.models.resolve("c0ffee")).toEqual(model);
  expect(add("base", hash, "/models/moved")).toMatchObject({ id: model.id, path: "/models/moved" });
  expect(() => add("base", "1".repeat(64))).toThrow(/other weights/);
  const second = add("second name", hash);
  expect(store.models.resolve("c0ffee").id).toBe(second.id);
  add("base 2", "c0ffee".padEnd(64, "1"));
  expect(() => store.models.resolve("c0ffee")).toThrow(/Several models/);
  expect(store.models.list().map((m) => m.name)).toEqual(["base 2", "second name", "base"]);
  expect(() => store.models.resolve("none")).toThrow(/no such model/);
});
