/**
 * The trainer process is killed (kill -9) again and again, a third of the times inside a save. What
 * must hold: no torn checkpoint is ever visible, no committed step is lost, and the run ends with
 * the bits of a run that was never interrupted.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { RunHandle, RunService, TrainHooks } from "../../electron/main/services/api/run.ts";
import { checkpointDir, checkpointsDir } from "../../electron/main/services/run-places.ts";
import type { EngineEvent } from "../../electron/shared/domain/engine-events.ts";
import type { RunConfigInput } from "../../electron/shared/domain/run-config.ts";
import { checkpointFault, sha256, visibleCheckpoints } from "../support/checkpoint-folders.ts";
import { addTinyTask, type EngineHome, engineHome } from "../support/engine-home.ts";
import { Killer } from "../support/killer.ts";

const KILLS = 50; // of each of the two methods
const STEPS = 2400; // a fast machine gets far between two kills
const LAST_LIFE_STEPS = 200; // at least so many steps after the last kill

const CONFIG: Omit<RunConfigInput, "method"> = {
  rank: 4,
  dropout: 0.1,
  learningRate: 1e-3,
  microBatch: 2,
  gradientAccumulation: 3,
  contextLength: 48,
  packing: false,
  maxSteps: STEPS,
  saveEverySteps: 5,
  evaluateEverySteps: 40,
  keepCheckpoints: 3,
  seed: 11,
};

type Bits = Map<number, string>;

/** Keeps the exact doubles of every step; one that is measured again must come out the same. */
function keepBits(bits: Bits, event: EngineEvent): void {
  const steps = event.type === "step" ? [event] : event.type === "history" ? event.steps : [];
  for (const { step, loss, gradNorm } of steps) {
    const text = Buffer.from(Float64Array.of(loss, gradNorm).buffer).toString("hex");
    const before = bits.get(step);
    if (before !== undefined && before !== text) throw new Error(`step ${step} changed its bits`);
    bits.set(step, text);
  }
}

/** What must hold the moment the process is dead, before anything is swept. */
function checkDead(home: EngineHome, runId: string): void {
  const folder = checkpointsDir(home.context, runId);
  for (const name of visibleCheckpoints(folder)) {
    expect(checkpointFault(join(folder, name)), name).toBe("");
  }
}

/** What must hold before the run goes on: every row has its folder, and no committed step is lost. */
function checkReconciled(home: EngineHome, runId: string, committed: number): void {
  const rows = home.context.store.checkpoints.list(runId);
  expect(rows[0]?.step ?? 0).toBeGreaterThanOrEqual(committed);
  const folders = visibleCheckpoints(checkpointsDir(home.context, runId));
  expect(folders.sort()).toEqual(rows.map((row) => `step-${row.step}`).sort());
  for (const row of rows) {
    const folder = checkpointDir(home.context, row);
    expect(checkpointFault(folder), `row of step ${row.step}`).toBe("");
    expect(sha256(readFileSync(join(folder, "manifest.json")))).toBe(row.manifestSha256);
  }
}

/** Follows a run to its end, resuming it by hand wherever it was given up. */
async function toTheEnd(runs: RunService, handle: RunHandle, hooks: TrainHooks) {
  let outcome = await handle.done;
  while (outcome.result === null) {
    expect(outcome.detail.run.error).toMatchObject({ code: "ENGINE" });
    outcome = await (await runs.resume(handle.id, hooks)).done;
  }
  return outcome;
}

function finalHashes({ context }: EngineHome, runId: string): string[] {
  const latest = context.store.checkpoints.latest(runId);
  if (latest === null) throw new Error("the run has no checkpoint");
  const files = ["adapter_model.safetensors", "optimizer.safetensors"];
  return files.map((name) => sha256(readFileSync(join(checkpointDir(context, latest), name))));
}

it.each([
  ["lora", 1],
  ["qdora", 2],
] as const)(
  "%s: killed 50 times, the run has the bits of an uninterrupted one",
  async (method, seed) => {
    let runId = "";
    let committed = 0;
    const faults: unknown[] = []; // thrown in a listener it would only end the run
    const checking = (check: () => void) => {
      try {
        check();
      } catch (error) {
        faults.push(error);
      }
    };
    const killer = new Killer(KILLS, seed, {
      dead: () => {
        checking(() => checkDead(home, runId));
        committed = home.context.store.checkpoints.latest(runId)?.step ?? 0;
      },
      reconciled: () => checking(() => checkReconciled(home, runId, committed)),
    });
    const home = engineHome({ start: killer.start });
    const { runs, ...task } = await addTinyTask(home);
    const request = { ...task, config: { ...CONFIG, method } };

    const wanted: Bits = new Map();
    // Saving has no part in the numbers: the run that is left alone saves once.
    const once = { ...request, config: { ...request.config, saveEverySteps: STEPS } };
    const calm = await runs.train(once, { onEvent: (event) => keepBits(wanted, event) });
    const end = await calm.done;
    expect(end.detail.run.error).toBeNull();
    expect(end.result).toMatchObject({ outcome: "finished", step: STEPS });

    const found: Bits = new Map();
    const starts: number[] = [];
    let stepsPerEpoch = 0;
    const hooks: TrainHooks = {
      onEvent: (event) => {
        checking(() => keepBits(found, event));
        if (event.type !== "start") return;
        stepsPerEpoch = event.stepsPerEpoch;
        starts.push(event.step);
        checking(() => expect(event.step).toBeGreaterThanOrEqual(committed));
      },
    };
    const handle = await runs.train(request, hooks);
    runId = handle.id;
    const folder = checkpointsDir(home.context, runId);
    mkdirSync(folder, { recursive: true });
    killer.aim(folder);
    process.kill(home.host.pid ?? 0, "SIGKILL");
    const { result, detail } = await toTheEnd(runs, handle, hooks);

    expect(faults).toEqual([]);
    expect(result).toMatchObject({ outcome: "finished", step: STEPS });
    expect(killer.report.kills).toBe(KILLS);
    expect(killer.report.insideSave).toBeGreaterThanOrEqual(Math.ceil(KILLS / 3));
    expect(starts.some((step) => step % stepsPerEpoch !== 0)).toBe(true);
    expect(STEPS - (starts.at(-1) ?? 0)).toBeGreaterThanOrEqual(LAST_LIFE_STEPS);
    expect([...found].sort(([a], [b]) => a - b)).toEqual([...wanted]);
    expect(finalHashes(home, runId)).toEqual(finalHashes(home, calm.id));
    expect(detail.step).toBe(STEPS);
    expectSameMetrics(home, runId, calm.id);
  },
  300_000, // 40 s on two idle cores
);

/** Every step is in the store, once, as in the run that was left alone. */
function expectSameMetrics({ context }: EngineHome, runId: string, calmId: string): void {
  for (const name of ["loss", "gradNorm", "learningRate", "validationLoss"]) {
    const page = (id: string) => {
      const query = { runId: id, name, afterStep: -1, limit: 100_000 };
      const { steps, values } = context.store.metrics.page(query);
      return { steps: [...steps], values: [...values] };
    };
    expect(page(runId), name).toEqual(page(calmId));
  }
}
