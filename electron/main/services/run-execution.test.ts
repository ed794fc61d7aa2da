import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addRun } from "../../../test/support/store-rows.ts";
import { temporaryStore } from "../../../test/support/temporary-store.ts";
import type { EngineEvent, TrainResult } from "../../shared/domain/engine-events.ts";
import { AppError } from "../../shared/errors.ts";
import type { EngineContext } from "./engine-context.ts";
import { RunExecution } from "./run-execution.ts";
import { processDied, type Script, ScriptedTrainer } from "./scripted-trainer.ts";

const DEVICE = { backend: "cpu", device: 0, threads: 1, deterministic: true } as const;

const start = (step: number): EngineEvent => ({
  type: "start",
  step,
  totalSteps: 10,
  stepsPerEpoch: 5,
  resumedFrom: step === 0 ? null : `step-${step}`,
  plannedBytes: 1000,
  droppedTrain: 0,
  droppedValidation: 0,
  baseHash: "x",
});
const step = (n: number, loss = 1 / n) => ({
  type: "step" as const,
  step: n,
  epoch: n / 5,
  loss,
  learningRate: 0.1,
  gradNorm: 1,
  tokens: 8,
  lossTokens: 2,
  stepMs: 10,
  residentBytes: 500,
});
const checkpoint = (n: number, loss: number | null = null, best = false): EngineEvent => ({
  type: "checkpoint",
  step: n,
  directory: `step-${n}`,
  manifestSha256: "a".repeat(64),
  bytes: 10,
  best,
  loss,
});
const finished = (n: number): TrainResult => ({
  outcome: "finished",
  step: n,
  totalSteps: 10,
  bestStep: n,
  bestLoss: null,
  lastCheckpoint: `step-${n}`,
  bestCheckpoint: null,
  tokens: 1,
  seconds: 1,
  plannedBytes: 1000,
  peakBytes: 900,
});

type Life = readonly (EngineEvent | Error | TrainResult)[];

/** A run whose trainer lives the given lives, one process after the other. */
function setUp(...lives: Life[]) {
  const { store } = temporaryStore();
  const runId = addRun(store);
  const notices: string[] = [];
  let life = 0;
  const script: Script = {
    fingerprintModel: () => "f".repeat(64),
    stage: () => 1,
    sweepCheckpoints: () => [],
    listCheckpoints: () => [],
    train: (_, options) => {
      for (const item of lives[life++] ?? []) {
        if (item instanceof Error) throw item;
        if (!("type" in item)) return item;
        options.onEvent?.({ kind: "engine", event: item });
      }
      throw new Error("the life has no end");
    },
  };
  const trainer = new ScriptedTrainer(script);
  const run = store.runs.resolve(runId);
  const context: EngineContext = {
    store,
    trainer,
    home: { root: "/home", runs: join("/home", "runs") },
    hashes: { get: () => run.frozen.modelHash, set: () => {} },
  };
  const hooks = { onNotice: (message: string) => void notices.push(message) };
  const execution = new RunExecution(context, run, DEVICE, hooks);
  const losses = () => [
    ...store.metrics.page({ runId, name: "loss", afterStep: -1, limit: 100 }).steps,
  ];
  return { store, runId, trainer, execution, notices, losses };
}

describe("a run without trouble", () => {
  it("has every step, its checkpoints and what it took", async () => {
    const { store, runId, execution, losses } = setUp([
      start(0),
      ...[1, 2, 3].map((n) => step(n)),
      checkpoint(3, 0.5, true),
      ...[4, 5].map((n) => step(n)),
      checkpoint(5, 0.7),
      finished(5),
    ]);
    const { detail, result } = await execution.execute();
    expect(result?.outcome).toBe("finished");
    expect(losses()).toEqual([1, 2, 3, 4, 5]);
    expect(detail).toMatchObject({
      step: 5,
      totalSteps: 10,
      bestStep: 3,
      bestLoss: 0.5,
      trainSeconds: 0.05,
      plannedBytes: 1000,
      peakBytes: 900,
    });
    expect(store.runs.resolve(runId).status).toBe("finished");
    expect(store.audit.list(0, 100).map((e) => e.action)).toEqual(
      expect.arrayContaining(["runs.running", "runs.finished"]),
    );
  });

  it("drops the row of a checkpoint whose folder retention removed", async () => {
    const { store, runId, execution, trainer } = setUp();
    trainer.script.train = (_, { onEvent }) => {
      onEvent?.({ kind: "engine", event: start(0) });
      onEvent?.({ kind: "engine", event: checkpoint(1) });
      onEvent?.({ kind: "engine", event: checkpoint(2) });
      onEvent?.({ kind: "checkpoints", directories: ["step-2"] });
      return finished(2);
    };
    await execution.execute();
    expect(store.checkpoints.list(runId).map((c) => c.step)).toEqual([2]);
  });
});

describe("a process that dies", () => {
  it("goes on from the last checkpoint, and steps measured after it are measured again", async () => {
    const { execution, notices, losses } = setUp(
      [start(0), step(1), step(2), checkpoint(2), step(3), step(4), processDied()],
      [start(2), step(3), step(4), step(5), checkpoint(5), finished(5)],
    );
    const { detail, result } = await execution.execute();
    expect(result?.step).toBe(5);
    expect(losses()).toEqual([1, 2, 3, 4, 5]);
    expect(detail.trainSeconds).toBeCloseTo(0.05);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain("goes on from its last checkpoint");
  });

  it("gets back from the checkpoint the steps that never reached the store", async () => {
    const history: EngineEvent = { type: "history", steps: [1, 2, 3].map((n) => step(n)) };
    const { execution, losses, store, runId } = setUp(
      [start(0), step(1), processDied()],
      [history, start(3), step(4), finished(4)],
    );
    await execution.execute();
    expect(losses()).toEqual([1, 2, 3, 4]);
    expect(store.metrics.last(runId, "loss")?.wallMs).toBe(40);
  });

  it("is tried three times where no checkpoint is reached, then the run has failed", async () => {
    const { execution, trainer, store, runId } = setUp(
      [start(0), step(1), processDied()],
      [processDied()],
      [start(0), processDied()],
      [finished(1)],
    );
    const { result } = await execution.execute();
    expect(result).toBeNull();
    expect(trainer.asked.filter((m) => m === "train")).toHaveLength(3);
    const run = store.runs.resolve(runId);
    expect(run.status).toBe("failed");
    expect(run.error?.message).toContain("No checkpoint was saved yet.");
  });

  it("is tried on and on as long as checkpoints are reached", async () => {
    const life = (n: number): Life => [start(n - 1), step(n), checkpoint(n), processDied()];
    const { execution } = setUp(...[1, 2, 3, 4, 5, 6].map(life), [start(6), finished(6)]);
    expect((await execution.execute()).result?.outcome).toBe("finished");
  });

  it("is not started again when the run was to stop", async () => {
    const { execution, trainer } = setUp([start(0), processDied()], [finished(1)]);
    execution.signal("stop");
    expect((await execution.execute()).result).toBeNull();
    expect(trainer.signals).toEqual(["stop"]);
  });
});

describe("an error of the engine", () => {
  it("ends the run at once and names the checkpoint that is kept", async () => {
    const nan = new AppError("NUMERIC", "The loss of step 4 is not a finite number.", {
      hint: "Lower the learning rate.",
    });
    const { execution, store, runId, trainer } = setUp([start(0), step(3), checkpoint(3), nan]);
    expect((await execution.execute()).result).toBeNull();
    const run = store.runs.resolve(runId);
    expect(run).toMatchObject({ status: "failed", error: { code: "NUMERIC" } });
    expect(run.error?.message).toContain("step 4");
    expect(run.error?.message).toContain("The checkpoint of step 3 is kept.");
    expect(trainer.asked.filter((m) => m === "train")).toHaveLength(1);
  });
});

describe("pausing", () => {
  it("shows in the status of the run, and so does going on", async () => {
    const { execution, trainer, store, runId } = setUp();
    const seen: string[] = [];
    trainer.script.train = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      execution.signal("pause");
      seen.push(store.runs.resolve(runId).status);
      execution.signal("resume");
      seen.push(store.runs.resolve(runId).status);
      return finished(1);
    };
    await execution.execute();
    expect(seen).toEqual(["paused", "running"]);
    expect(trainer.signals).toEqual(["pause", "resume"]);
  });

  it("that comes after the last step leaves the run finished", async () => {
    const { execution, trainer, store, runId } = setUp();
    trainer.script.train = () => {
      execution.signal("pause");
      return finished(1);
    };
    expect((await execution.execute()).result?.outcome).toBe("finished");
    expect(store.runs.resolve(runId)).toMatchObject({ status: "finished", error: null });
  });

  it("ends where Resume comes between two processes: the next one trains, and is shown so", async () => {
    const { execution, trainer, store, runId } = setUp();
    const seen: string[] = [];
    const look = () => seen.push(store.runs.resolve(runId).status);
    const secondProcess = () => {
      look();
      return finished(1);
    };
    const resumeWhileNoneTrains = () => {
      look();
      execution.signal("resume");
      trainer.script.stage = () => 1;
      return 1;
    };
    trainer.script.train = () => {
      execution.signal("pause");
      Object.assign(trainer.script, { train: secondProcess, stage: resumeWhileNoneTrains });
      throw processDied();
    };
    await execution.execute();
    expect(seen).toEqual(["paused", "running"]);
    expect(trainer.signals).toEqual(["pause"]);
  });
});
