import { expect, it } from "vitest";
import { addRun } from "../../test/support/store-rows.ts";
import { temporaryStore } from "../../test/support/temporary-store.ts";

it("knows the newest and the best checkpoint", () => {
  const { store } = temporaryStore();
  const run = addRun(store);
  const commit = (step: number, best: boolean, loss: number | null = null) =>
    store.checkpoints.commit({
      runId: run,
      step,
      path: `runs/${run}/checkpoints/step-${step}`,
      manifestSha256: "0".repeat(64),
      best,
      loss,
      bytes: 10,
    });
  const kinds = () => store.checkpoints.list(run).map((c) => `${c.step} ${c.kind}`);
  expect(store.checkpoints.latest(run)).toBeNull();
  commit(10, true, 2);
  commit(20, false, 2.5);
  expect(kinds()).toEqual(["20 last", "10 best"]);
  commit(30, false);
  expect(kinds()).toEqual(["30 last", "20 regular", "10 best"]);
  commit(40, true, 1);
  expect(kinds()).toEqual(["40 best", "30 regular", "20 regular", "10 regular"]);
  expect(store.checkpoints.best(run)?.loss).toBe(1);
  expect(store.checkpoints.latest(run)?.step).toBe(40);
  commit(40, true, 0.5); // saved again after a resume
  expect(store.checkpoints.best(run)?.loss).toBe(0.5);
  store.checkpoints.remove(run, 20);
  expect(kinds()).toEqual(["40 best", "30 regular", "10 regular"]);
});

it("refuses a path outside the home", () => {
  const { store } = temporaryStore();
  const runId = addRun(store);
  const draft = { runId, step: 1, manifestSha256: "0".repeat(64), best: false, loss: 1, bytes: 1 };
  for (const path of ["/etc/x", "../x", "runs/../../x", "C:\\x", "runs//x", ""]) {
    expect(() => store.checkpoints.commit({ ...draft, path })).toThrow(/relative/);
  }
});
