import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { addDataset, addRun, row } from "../../../test/support/store-rows.ts";
import { temporaryStore } from "../../../test/support/temporary-store.ts";
import type { EngineEvent, TrainResult } from "../../shared/domain/engine-events.ts";
import { LiveRunsSchema, type RunEvent, RunEventSchema } from "../../shared/domain/run-live.ts";
import { AppError } from "../../shared/errors.ts";
import type { TrainerSignal } from "../trainer-host/protocol/messages.ts";
import type { AnswerEvaluationService, EvaluateAnswersRequest } from "./api/answer-evaluation.ts";
import type { EvaluateRequest, EvaluationService } from "./api/evaluation.ts";
import type { EngineContext } from "./engine-context.ts";
import { createRunCatalogue } from "./run-catalogue.ts";
import { RunFeed } from "./run-feed.ts";
import { createRunService } from "./run-service.ts";
import { Supervisor } from "./run-supervisor.ts";
import { processDied, ScriptedTrainer } from "./scripted-trainer.ts";

type Item = EngineEvent | Error | TrainResult;

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
const step = (n: number): EngineEvent => ({
  type: "step",
  step: n,
  epoch: n / 5,
  loss: 1 / n,
  learningRate: 0.1,
  gradNorm: 1,
  tokens: 8,
  lossTokens: 2,
  stepMs: 10,
  residentBytes: 500,
});
const checkpoint = (n: number): EngineEvent => ({
  type: "checkpoint",
  step: n,
  directory: `step-${n}`,
  manifestSha256: "a".repeat(64),
  bytes: 10,
  best: true,
  loss: 0.5,
});
const ended = (n: number, outcome: TrainResult["outcome"] = "finished"): TrainResult => ({
  outcome,
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

/** A trainer that says one item each time it is let go on, so that a test can look in between. */
function setUp(names: readonly string[]) {
  const { store } = temporaryStore();
  const ids = names.map((name) => addRun(store, name));
  const feed = new RunFeed();
  const lives: Item[][] = [];
  let gate: { items: Item[]; emit: (item: Item) => void } | null = null;
  const trainer = new ScriptedTrainer({
    fingerprintModel: () => "f".repeat(64),
    stage: () => 1,
    sweepCheckpoints: () => [],
    listCheckpoints: () => [],
    train: (_, options) =>
      new Promise<TrainResult>((resolve, reject) => {
        const emit = (item: Item) => {
          if (item instanceof Error) reject(item);
          else if (!("type" in item)) resolve(item);
          else options.onEvent?.({ kind: "engine", event: item });
        };
        gate = { items: lives.shift() ?? [], emit };
        options.onEvent?.({ kind: "progress", phase: "tokenizing", done: 1, total: 2 });
        for (const item of gate.items) emit(item);
      }),
  });
  const context: EngineContext = {
    store,
    trainer,
    home: { root: "/home", runs: join("/home", "runs") },
    hashes: { get: () => null, set: () => {} },
  };
  // Every run has a model of its own: what is found on the disk is what the run began with.
  const unchanged = () => store.runs.resolve(runs.active()?.id ?? "").frozen.modelHash;
  Object.assign(context.hashes, { get: unchanged });
  const asked: EvaluateRequest[] = [];
  const answered: EvaluateAnswersRequest[] = [];
  const evaluations = {
    evaluate: async (request: EvaluateRequest) => {
      asked.push(request);
      await tick();
      throw new AppError("INVALID_INPUT", "No row has a label.");
    },
  } as unknown as EvaluationService;
  const answers = {
    evaluate: async (request: EvaluateAnswersRequest) => {
      answered.push(request);
      await tick();
      return { id: "answers-23456789" };
    },
  } as unknown as AnswerEvaluationService;
  const runs = createRunService(context, feed);
  const supervisor = new Supervisor({ context, runs, evaluations, answers, feed });
  const say = async (...items: Item[]) => {
    for (const item of items) gate?.emit(item);
    await tick();
  };
  const status = (id: string) => store.runs.resolve(id).status;
  const signals = (): TrainerSignal[] => trainer.signals;
  return {
    store,
    context,
    feed,
    runs,
    supervisor,
    ids,
    lives,
    say,
    status,
    signals,
    asked,
    answered,
  };
}

const tick = async () => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};

function first(ids: readonly string[]): string {
  const [id] = ids;
  if (id === undefined) throw new Error("no run");
  return id;
}

describe("the queue", () => {
  it("answers at once, trains one run at a time and in order, and says who waits", async () => {
    const { supervisor, ids, say, status } = setUp(["a", "b", "c"]);
    for (const id of ids) expect(supervisor.resume(id).status).toBe("queued");
    await tick();
    expect(ids.map(status)).toEqual(["running", "queued", "queued"]);
    expect(supervisor.now().runs.map(({ run, queued }) => [run, queued])).toEqual([
      [ids[0], 0],
      [ids[1], 1],
      [ids[2], 2],
    ]);
    await say(start(0), step(1), ended(1));
    expect(ids.map(status)).toEqual(["finished", "running", "queued"]);
    await say(new AppError("NUMERIC", "The loss is not a finite number."));
    expect(ids.map(status)).toEqual(["finished", "failed", "running"]);
    await say(start(0), ended(1));
    expect(supervisor.now().runs).toEqual([]);
  });

  it("lets a waiting run be taken off, and refuses one that is in it already", async () => {
    const { supervisor, ids, status, say } = setUp(["a", "b"]);
    for (const id of ids) supervisor.resume(id);
    await tick();
    expect(() => supervisor.resume(ids[1] ?? "")).toThrow(/waiting already/);
    expect(() => supervisor.resume(first(ids))).toThrow(/running already/);
    expect(supervisor.stop(ids[1] ?? "", true).status).toBe("stopped");
    await say(start(0), ended(1));
    expect(ids.map(status)).toEqual(["finished", "stopped"]);
    expect(() => supervisor.resume(first(ids))).toThrow(/is finished/);
  });

  it("refuses a run that is begun beside the one under way", async () => {
    const { supervisor, runs, ids } = setUp(["a", "b"]);
    supervisor.resume(first(ids));
    await tick();
    await expect(runs.resume(ids[1] ?? "")).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

describe("steering", () => {
  it("pauses, goes on, and stops with or without saving", async () => {
    const { supervisor, ids, say, status, signals } = setUp(["a", "b"]);
    const [a, b] = [first(ids), ids[1] ?? ""];
    supervisor.resume(a);
    await tick();
    expect(supervisor.pause(a).status).toBe("paused");
    expect(supervisor.resume(a).status).toBe("running");
    expect(() => supervisor.pause(b)).toThrow(/not training/);
    supervisor.stop(a, true);
    await say(ended(3, "stopped"));
    expect(status(a)).toBe("stopped");
    supervisor.resume(b);
    await tick();
    supervisor.stop(b, false);
    expect(signals()).toEqual(["pause", "resume", "stop", "discard"]);
  });

  it("saves what is under way when the program ends, and begins nothing more", async () => {
    const { supervisor, ids, say, status, signals } = setUp(["a", "b"]);
    for (const id of ids) supervisor.resume(id);
    await tick();
    expect(supervisor.busy()).toBe(true);
    const end = supervisor.shutdown();
    expect(signals()).toEqual(["stop"]);
    await say(ended(3, "stopped"));
    await end;
    expect(supervisor.busy()).toBe(false);
    expect(ids.map(status)).toEqual(["stopped", "queued"]);
    expect(() => supervisor.resume(first(ids))).toThrow(/closing/);
  });
});

describe("a run whose end could not be stored", () => {
  const stale = (status: "running" | "paused") => {
    const world = setUp(["a"]);
    const id = first(world.ids);
    const { store } = world;
    store.command("runs.running", () => store.runs.setStatus(id, "running"));
    if (status === "paused") store.command("runs.paused", () => store.runs.setStatus(id, status));
    const entries = () =>
      store.audit.list(0, 100).filter(({ action }) => action === "runs.interrupted");
    return { ...world, id, entries };
  };

  it.each(["running", "paused"] as const)("is resumed from %s without a restart", async (from) => {
    const { supervisor, id, say, status, entries } = stale(from);
    expect(supervisor.resume(id).status).toBe("interrupted");
    await tick();
    expect(status(id)).toBe("running");
    expect(() => supervisor.resume(id)).toThrow(/running already/);
    await say(start(0), step(1), ended(1));
    expect([status(id), entries()]).toEqual(["finished", [expect.anything()]]);
  });

  it("is shown as interrupted once it is stopped", () => {
    const { supervisor, id, entries } = stale("running");
    expect(supervisor.stop(id, true).status).toBe("interrupted");
    expect(entries()).toHaveLength(1);
    expect(() => supervisor.stop(id, true)).toThrow(/interrupted, not training/);
  });
});

describe("whoever follows a run", () => {
  it("has every step once: those before in the store, those after as events", async () => {
    const { supervisor, ids, say, store } = setUp(["a"]);
    const id = first(ids);
    supervisor.resume(id);
    await tick();
    await say(start(0), step(1), step(2), step(3));
    const seen: RunEvent[] = [];
    const leave = supervisor.follow(id, (event) => seen.push(event));
    const page = store.metrics.page({ runId: id, name: "loss", afterStep: -1, limit: 100 });
    await say(step(4), step(5));
    leave();
    await say(step(6));
    for (const event of seen) expect(RunEventSchema.safeParse(event).error).toBeUndefined();
    const later = seen.flatMap((event) => (event.type === "step" ? [event.step] : []));
    expect([...page.steps, ...later]).toEqual([1, 2, 3, 4, 5]);
    expect(seen[0]).toMatchObject({
      type: "attached",
      step: 3,
      status: "running",
      live: {
        totalSteps: 10,
        loss: 1 / 3,
        etaMs: expect.closeTo(70),
        tokensPerS: expect.closeTo(800),
      },
    });
  });

  it("cannot harm the run it looks at", async () => {
    const { supervisor, ids, say, status } = setUp(["a"]);
    const id = first(ids);
    const fail = () => {
      throw new Error("a broken window");
    };
    supervisor.watch(fail);
    supervisor.resume(id);
    await tick();
    expect(() => supervisor.follow(id, fail)).toThrow("a broken window"); // told once, not twice
    let heard = 0;
    supervisor.follow(id, () => {
      heard += 1;
      if (heard > 1) fail();
    });
    expect(LiveRunsSchema.safeParse(supervisor.now()).error).toBeUndefined();
    await say(start(0), step(1), step(2), ended(2));
    expect([status(id), heard]).toEqual(["finished", 2]);
  });

  it("is told of a process that died, also when it looks later, and sees the run go on", async () => {
    const { supervisor, ids, say, context, feed, status } = setUp(["a"]);
    const id = first(ids);
    supervisor.resume(id);
    await tick();
    const seen: RunEvent[] = [];
    supervisor.follow(id, (event) => seen.push(event));
    await say(start(0), step(1), checkpoint(1), step(2), processDied());
    await say(start(1), step(2), step(3), ended(3));
    expect(status(id)).toBe("finished");
    const told = seen.filter((event) => event.type === "told");
    expect(told[0]).toMatchObject({ message: expect.stringContaining("last checkpoint") });
    const stored = createRunCatalogue(context, feed).notices(id);
    expect(stored[0]).toMatchObject({ step: 2, message: expect.stringContaining("checkpoint") });
    const starts = seen.flatMap((event) => (event.type === "start" ? [event.step] : []));
    expect(starts).toEqual([0, 1]);
  });
});

describe("the evaluation at the end", () => {
  it("scores base and fine-tuned model on the test part, and tells why it could not", async () => {
    const { supervisor, ids, store, say, asked, status } = setUp(["a"]);
    const id = withTestPart(store, first(ids));
    supervisor.resume(id);
    await tick();
    await say(start(0), step(1), checkpoint(1), ended(1));
    expect(status(id)).toBe("finished");
    await vi.waitFor(() => expect(store.notices.list(id, 10)).toHaveLength(1));
    expect(asked).toHaveLength(1); // the base; its failure ends the evaluation
    expect(asked[0]).toMatchObject({ part: "test", quantize: true, template: "{text}" });
    const [notice] = store.notices.list(id, 10);
    expect(notice?.message).toContain("The trained model is kept");
    await vi.waitFor(() => expect(supervisor.now().runs).toEqual([]));
  });

  it("is refused in words where there is nothing to score", () => {
    const { supervisor, ids } = setUp(["a"]);
    expect(() => supervisor.evaluate(first(ids))).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("no test rows") }),
    );
  });
});

/** A second run, on a split that has a test part. */
function withTestPart(store: EngineContext["store"], of: string): string {
  const { frozen, modelId } = store.runs.resolve(of);
  const datasetHash = addDataset(store, "split notes", [row("1", "a", "A"), row("2", "b", "B")]);
  return store.command("runs.start", () => {
    const split = store.splits.add(
      {
        datasetHash,
        config: {
          method: "random",
          train: 0.5,
          validation: 0,
          test: 0.5,
          stratified: false,
          grouped: false,
          seed: 1,
        },
        sha256: "c".repeat(64),
        report: {
          rows: { train: 1, validation: 0, test: 1 },
          unassigned: 0,
          labels: [],
          unstratified: [],
          duplicateSets: 0,
          groups: 0,
          crossingDuplicates: 0,
        },
      },
      Uint8Array.of(0, 2),
    );
    return store.runs.create({
      name: "tested",
      frozen: { ...frozen, datasetHash, splitSha256: "c".repeat(64) },
      modelId,
      splitId: split.id,
    }).id;
  });
}
