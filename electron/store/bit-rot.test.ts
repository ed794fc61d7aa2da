import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { addDataset, addRun, row } from "../../test/support/store-rows.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { temporaryStore } from "../../test/support/temporary-store.ts";
import { philoxBlock } from "../shared/domain/metrics/counter-random.ts";
import { AppError } from "../shared/errors.ts";
import type { Store } from "./interfaces/index.ts";
import { openStore } from "./open-store.ts";

const FLIPS = 300;

/** Everything a person could be shown. */
function dump(store: Store): string {
  const versions = store.datasets.list();
  const rows = versions.map(({ hash }) => [...store.datasets.rows(hash)]);
  const runs = store.runs.list();
  const pages = runs.map(({ id }) =>
    store.metrics.names(id).map((name) => {
      const page = store.metrics.page({ runId: id, name, afterStep: -1, limit: 10_000 });
      return [...page.values];
    }),
  );
  return JSON.stringify([versions, rows, runs, pages, store.audit.list(0, 1000)]);
}

it("never shows wrong data after a flipped bit, and finds every one", () => {
  const { store, options } = temporaryStore();
  const text = (i: number) => `patient ${i} with ${"acute chest pain, ".repeat(i % 40)}${i}`;
  const rows = Array.from({ length: 300 }, (_, i) => row(String(i + 1), text(i), `label ${i % 9}`));
  addDataset(store, "notes", rows);
  const run = addRun(store);
  const points = Array.from({ length: 3000 }, (_, step) => {
    return { step, name: "loss", value: 1 / (step + 1), wallMs: step };
  });
  store.metrics.append(run, points);
  store.close();
  const good = readFileSync(options.file);
  const reference = openStore({ ...options, mode: "read" });
  const expected = dump(reference);
  reference.close();

  const folder = temporaryFolder();
  const random = new Uint32Array(4);
  const missed: number[] = [];
  for (let flip = 0; flip < FLIPS; flip += 1) {
    philoxBlock([flip, 0, 0, 0], [7, 7], random);
    const at = (random[0] ?? 0) % good.length;
    const bad = Buffer.from(good);
    bad[at] = (bad[at] ?? 0) ^ (1 << ((random[1] ?? 0) % 8));
    const file = join(folder, `flip-${flip}.db`);
    writeFileSync(file, bad);
    let found = false;
    let shown = expected;
    try {
      const copy = openStore({ ...options, file, mode: "read" });
      try {
        found = !copy.verify().ok;
        shown = dump(copy);
      } finally {
        copy.close();
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      expect(["CORRUPT", "STORE_KEY_WRONG", "STORE_NEWER", "CONFLICT"]).toContain(error.code);
      found = true;
    }
    expect(shown).toBe(expected);
    if (!found) missed.push(at);
  }
  expect(missed).toEqual([]);
});
