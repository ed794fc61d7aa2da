import { expect, it } from "vitest";
import { addRun } from "../../test/support/store-rows.ts";
import { temporaryStore } from "../../test/support/temporary-store.ts";

it("pages a long history without losing a bit of a float32 loss", () => {
  const { store } = temporaryStore();
  const run = addRun(store);
  const losses = Float32Array.from({ length: 25_000 }, (_, i) => Math.sin(i) + 2);
  for (let from = 0; from < losses.length; from += 1000) {
    const points = [...losses.subarray(from, from + 1000)].flatMap((value, i) => [
      { step: from + i, name: "loss", value, wallMs: (from + i) * 1.5 },
      { step: from + i, name: "learningRate", value: 1e-4, wallMs: (from + i) * 1.5 },
    ]);
    store.metrics.append(run, points);
  }
  const seen: number[] = [];
  let steps = 0;
  for (let after: number | null = -1; after !== null; ) {
    const query = { runId: run, name: "loss", afterStep: after, limit: 10_000 };
    const page = store.metrics.page(query);
    expect(page.steps).toBeInstanceOf(Float32Array);
    for (const step of page.steps) expect(step).toBe(steps++);
    seen.push(...page.values);
    after = page.nextAfterStep;
  }
  expect(Float32Array.from(seen)).toEqual(losses);
  expect(store.metrics.names(run)).toEqual(["learningRate", "loss"]);
  expect(store.metrics.last(run, "loss")).toMatchObject({ step: 24_999, wallMs: 24_999 * 1.5 });
});

it("keeps a diverged step, replaces a repeated one and drops what a resume takes back", () => {
  const { store } = temporaryStore();
  const [run, other] = [addRun(store, "a"), addRun(store, "b")];
  const at = (step: number, value: number) => ({ step, name: "loss", value, wallMs: step });
  store.metrics.append(run, [at(1, 3), at(2, Number.NaN), at(3, Number.POSITIVE_INFINITY)]);
  store.metrics.append(other, [at(3, 9)]);
  const page = () => store.metrics.page({ runId: run, name: "loss", afterStep: -1, limit: 10 });
  expect([...page().values]).toEqual([3, Number.NaN, Number.NaN]);
  expect(store.metrics.dropAfter(run, 1)).toBe(2);
  store.metrics.append(run, [at(2, 2.5), at(2, 2.25)]);
  expect([...page().values]).toEqual([3, 2.25]);
  expect(page().nextAfterStep).toBeNull();
  expect(store.metrics.last(other, "loss")?.value).toBe(9);
  expect(store.metrics.last(run, "none")).toBeNull();
});

it("stores all points of a batch or none", () => {
  const { store } = temporaryStore();
  const run = addRun(store);
  const good = { step: 1, name: "loss", value: 1, wallMs: 1 };
  for (const step of [-1, 0.5, 2 ** 24 + 1, Number.NaN]) {
    expect(() => store.metrics.append(run, [good, { ...good, step }])).toThrow(/impossible step/);
  }
  expect(store.metrics.names(run)).toEqual([]);
  expect(() => store.metrics.append("run-nonesuch", [good])).toThrow(/no such run/);
});
