import { expect, it } from "vitest";
import type { MetricPage, MetricPageQuery } from "../../../electron/shared/domain/metric.ts";
import type { RunEvent } from "../../../electron/shared/domain/run-live.ts";
import { ALL_METRICS, RunHistory } from "./run-history.ts";

const stepMs = (step: number) => 10 + (step % 3);
const loss = (step: number) => Math.fround(1 / step);

/** What the main process has: steps 1 to `stored`, in pages of its own choosing. */
function storeOf(stored: () => number, onAsk: () => void = () => {}) {
  return async (query: MetricPageQuery): Promise<MetricPage> => {
    onAsk();
    const { name, afterStep } = query;
    const sparse = name === "validationLoss" || name === "perplexity";
    const all = Array.from({ length: stored() }, (_, i) => i + 1).filter(
      (step) => step > afterStep && (!sparse || step % 50 === 0),
    );
    const steps = all.slice(0, 7);
    let wall = 0;
    const walls = new Map<number, number>();
    for (let step = 1; step <= stored(); step += 1) {
      wall += stepMs(step);
      walls.set(step, wall);
    }
    const value = (step: number) =>
      ({ loss: loss(step), tokens: 8, stepMs: stepMs(step), epoch: step / 100 })[name as string] ??
      step;
    return {
      name,
      steps: Float32Array.from(steps),
      values: Float32Array.from(steps, value),
      wallMs: Float64Array.from(steps, (step) => walls.get(step) ?? 0),
      nextAfterStep: steps.length < all.length ? (steps.at(-1) ?? null) : null,
    };
  };
}

const event = (step: number): RunEvent => ({
  type: "step",
  step,
  epoch: step / 100,
  loss: loss(step),
  learningRate: step,
  gradNorm: step,
  tokens: 8,
  lossTokens: 2,
  stepMs: stepMs(step),
  residentBytes: step,
});
const started = (step: number): RunEvent => ({
  type: "start",
  step,
  totalSteps: 300,
  stepsPerEpoch: 100,
  resumedFrom: null,
  plannedBytes: 1,
  droppedTrain: 0,
  droppedValidation: 0,
  baseHash: "x",
});

const signal = () => new AbortController().signal;

function steps(history: RunHistory): number[] {
  const { steps, length } = history.series("loss");
  return Array.from({ length }, (_, i) => steps.at(i));
}
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

it("shows what is stored and what comes while it is read, each step once and in order", async () => {
  let live = 100;
  const history = new RunHistory(
    "run-1",
    storeOf(
      () => 100,
      () => {
        live += 1;
        history.apply([event(live)]);
      },
    ),
    0.5,
  );
  await history.load(ALL_METRICS, signal());
  expect(history.loaded).toBe(true);
  expect(steps(history)).toEqual(upTo(live));
  history.apply([event(live), event(live + 1)]);
  expect(steps(history)).toEqual(upTo(live + 1));
  const wall = upTo(live + 1).reduce((sum, step) => sum + stepMs(step), 0);
  expect(history.series("loss").wallMs.at(live)).toBeCloseTo(wall);
  const speed = history.series("tokensPerS");
  expect([speed.length, speed.values.at(0)]).toEqual([live + 1, 8000 / stepMs(1)]);
});

it("goes on after a restart from its checkpoint as if nothing had been measured after it", async () => {
  const history = new RunHistory(
    "run-1",
    storeOf(() => 100),
  );
  await history.load(ALL_METRICS, signal());
  history.apply([event(101), started(90), event(91)]);
  expect(steps(history)).toEqual(upTo(91));
  expect(history.series("validationLoss").length).toBe(1); // that of step 100 went
  expect(history.series("tokensPerS").length).toBe(91);
});

it("holds a restart that happens while the history is read", async () => {
  let asked = 0;
  let stored = 100;
  const history = new RunHistory(
    "run-1",
    storeOf(
      () => stored,
      () => {
        asked += 1;
        if (asked !== 4) return;
        stored = 60;
        history.apply([started(60), event(61), event(62)]);
      },
    ),
  );
  await history.load(ALL_METRICS, signal());
  expect(steps(history)).toEqual(upTo(62));
});

it("tells its listeners, and stops reading when nobody looks any more", async () => {
  const left = new AbortController();
  let asked = 0;
  const history = new RunHistory(
    "run-1",
    storeOf(
      () => 1000,
      () => {
        asked += 1;
        if (asked === 3) left.abort();
      },
    ),
  );
  let told = 0;
  const end = history.onChange(() => {
    told += 1;
  });
  await history.load(ALL_METRICS, left.signal);
  end();
  expect([asked, told]).toEqual([3, 2]);
  expect(history.loaded).toBe(false);
});

it("reads a figure when it is wanted, whole, also in the middle of a run", async () => {
  let stored = 100;
  const history = new RunHistory(
    "run-1",
    storeOf(() => stored),
  );
  await history.load(["validationLoss"], signal());
  stored = 103;
  history.apply([event(101), event(102), event(103)]);
  expect(history.series("gradNorm").length).toBe(0);
  await history.load(["gradNorm", "tokensPerS"], signal());
  history.apply([event(104)]);
  expect(history.series("gradNorm").length).toBe(104);
  expect(history.series("tokensPerS").length).toBe(104);
  expect(steps(history)).toEqual(upTo(104));
  expect(history.series("learningRate").length).toBe(0);
});
