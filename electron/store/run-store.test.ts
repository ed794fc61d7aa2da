import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { addRun } from "../../test/support/store-rows.ts";
import { temporaryStore } from "../../test/support/temporary-store.ts";
import { canonicalJson } from "../shared/canonical-json.ts";
import { openDatabase } from "./open-database.ts";

it("freezes the configuration under its hash", () => {
  const { store, options } = temporaryStore();
  const run = store.runs.resolve(addRun(store));
  expect(run.status).toBe("queued");
  expect(run.frozen.config.method).toBe("qdora");
  const text = canonicalJson(run.frozen);
  expect(run.configSha256).toBe(createHash("sha256").update(text).digest("hex"));
  const db = openDatabase(options.file, options.key, "write");
  expect(() => db.exec("UPDATE run SET frozen = '{}'")).toThrow(/frozen/);
  db.close();
});

it("follows the life of a run and refuses what cannot follow", () => {
  const { store } = temporaryStore();
  const id = addRun(store);
  const running = store.runs.setStatus(id, "running");
  expect(running.startedAt).not.toBeNull();
  store.runs.setPhase(id, "training");
  expect(store.runs.resolve(id).phase).toBe("training");
  expect(store.runs.setStatus(id, "paused").endedAt).toBeNull();
  store.runs.setStatus(id, "running");
  const error = { code: "NUMERIC", message: "The loss is not a number.", hint: "Lower the rate." };
  const failed = store.runs.setStatus(id, "failed", error);
  expect(failed).toMatchObject({ error, phase: null, startedAt: running.startedAt });
  expect(failed.endedAt).toBeGreaterThan(running.startedAt ?? 0);
  expect(store.runs.setStatus(id, "running")).toMatchObject({ error: null, endedAt: null });
  store.runs.setStatus(id, "finished");
  expect(() => store.runs.setStatus(id, "running")).toThrow(/finished cannot become running/);
});

it("shows a run whose process died as interrupted", () => {
  const { store, reopen } = temporaryStore();
  const [running, paused, queued] = [addRun(store, "a"), addRun(store, "b"), addRun(store, "c")];
  store.runs.setStatus(running, "running");
  store.runs.setStatus(paused, "running");
  store.runs.setStatus(paused, "paused");
  const { runs } = reopen();
  expect(runs.resolve(running)).toMatchObject({ status: "interrupted", phase: null });
  expect(runs.resolve(paused).status).toBe("interrupted");
  expect(runs.resolve(queued).status).toBe("queued");
  expect(runs.setStatus(running, "running").status).toBe("running");
});

it("finds the newest run of a name, and an id before a name", () => {
  const { store } = temporaryStore();
  addRun(store, "same");
  const id = store.command("x", () => {
    const first = store.runs.resolve("same");
    return store.runs.create({
      name: "same",
      frozen: first.frozen,
      modelId: first.modelId,
      splitId: null,
    }).id;
  });
  expect(store.runs.resolve("same").id).toBe(id);
  expect(store.runs.list().map((run) => run.name)).toEqual(["same", "same"]);
  expect(() => store.runs.resolve("none")).toThrow(/no such run/);
});
