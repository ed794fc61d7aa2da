/** A writer killed at random moments: what it was told is committed stays, nothing is readable. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { openHome } from "../../electron/main/open-home.ts";
import { philoxBlock } from "../../electron/shared/domain/metrics/counter-random.ts";
import { addRun } from "../support/store-rows.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { startWorker } from "../support/worker.ts";

const WORKER = join(import.meta.dirname, "store-worker.ts");
const CANARY = "Zebra-Canary-7391";
const KILLS = 8;

function* filesOf(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) yield join(entry.parentPath, entry.name);
  }
}

/** Files under the folder that hold the canary, as UTF-8 or UTF-16, in their name or bytes. */
function leaks(folder: string): string[] {
  const forms = [Buffer.from(CANARY), Buffer.from(CANARY, "utf16le")];
  return [...filesOf(folder)].filter((file) => {
    const bytes = readFileSync(file);
    return file.includes(CANARY) || forms.some((form) => bytes.includes(form));
  });
}

it("loses no committed step, shows the run as interrupted and leaks no text", async () => {
  const root = temporaryFolder();
  const random = new Uint32Array(4);
  let committed = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const worker = startWorker(WORKER, [root, CANARY]);
    const run = (await worker.line(/^run /)).slice("run ".length);
    philoxBlock([kill, 0, 0, 0], [1, 2], random);
    await sleep((random[0] ?? 0) % 150);
    await worker.kill();
    expect(leaks(root)).toEqual([]);
    const steps = worker.lines.filter((line) => line.startsWith("step ")).length;
    const home = openHome({ root, passphrase: null, mode: "write" });
    const { store } = home;
    expect(store.runs.resolve(run).status).toBe("interrupted");
    const last = store.metrics.last(run, "loss")?.step ?? 0;
    expect(last).toBeGreaterThanOrEqual(steps);
    expect(last).toBeLessThanOrEqual(steps + 2);
    expect(store.metrics.last(run, "gradNorm")?.step ?? 0).toBe(last);
    expect(store.verify()).toEqual({ ok: true, problems: [] });
    expect(store.audit.verify()).toMatchObject({ ok: true });
    committed += steps;
    home.close();
  }
  expect(committed).toBeGreaterThan(KILLS);
  expect(leaks(root)).toEqual([]);
}, 60_000);

it("opens a home whose first opening was killed", async () => {
  const random = new Uint32Array(4);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const root = temporaryFolder();
    const worker = startWorker(WORKER, [root, CANARY]);
    // As soon as the folder shows a sign of life, a little later each time.
    while (readdirSync(root).length === 0) await sleep(1);
    philoxBlock([kill, 0, 0, 0], [3, 4], random);
    await sleep((random[0] ?? 0) % 40);
    await worker.kill();
    const home = openHome({ root, passphrase: null, mode: "write" });
    addRun(home.store);
    expect(home.store.verify().ok).toBe(true);
    expect(home.store.audit.verify().ok).toBe(true);
    home.close();
  }
}, 60_000);

it("gives a home to one process at a time, and to the next as soon as that one dies", async () => {
  const root = temporaryFolder();
  const holder = startWorker(WORKER, [root, "x"]);
  await holder.line(/^step /);
  const open = () => openHome({ root, passphrase: null, mode: "write" });
  expect(open).toThrow(
    expect.objectContaining({
      code: "STORE_LOCKED",
      message: expect.stringContaining(`process ${holder.process.pid}`),
    }),
  );
  const reader = openHome({ root, passphrase: null, mode: "read" });
  expect(reader.store.runs.list()[0]?.status).toBe("running");
  reader.close();
  await holder.kill();
  open().close();
  const rivals = Array.from({ length: 4 }, () => startWorker(WORKER, [root, "x"]));
  const said = await Promise.all(rivals.map((rival) => rival.line(/^(step 1|error .*)$/)));
  expect(said.sort()).toEqual([...Array(3).fill("error STORE_LOCKED"), "step 1"]);
  for (const rival of rivals) await rival.kill();
}, 60_000);
