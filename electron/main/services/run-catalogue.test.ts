import { expect, it } from "vitest";
import { addRun } from "../../../test/support/store-rows.ts";
import { temporaryStore } from "../../../test/support/temporary-store.ts";
import { RunSummarySchema } from "../../shared/contract/runs.ts";
import { MAX_NOTICES } from "../../shared/domain/run-notice.ts";
import type { EngineContext } from "./engine-context.ts";
import { createRunCatalogue } from "./run-catalogue.ts";
import { RunFeed } from "./run-feed.ts";

function setUp() {
  const { store } = temporaryStore();
  const run = addRun(store, "first");
  const feed = new RunFeed();
  const catalogue = createRunCatalogue({ store } as EngineContext, feed);
  return { store, run, feed, catalogue };
}

it("says of every run what a list shows, in words and figures", () => {
  const { store, run, catalogue } = setUp();
  store.metrics.append(run, [
    { step: 0, name: "totalSteps", value: 10, wallMs: 0 },
    { step: 4, name: "loss", value: 0.5, wallMs: 2000 },
  ]);
  const [summary] = catalogue.overview();
  expect(RunSummarySchema.safeParse(summary).error).toBeUndefined();
  expect(summary).toMatchObject({
    datasetName: "data of first",
    modelName: "model of first",
    step: 4,
    totalSteps: 10,
    finalLoss: 0.5,
    trainSeconds: 2,
    accuracy: null,
  });
  expect(catalogue.summary("first")).toEqual(summary);
});

it("renames and archives by commands, tells the lists, and refuses a name that is none", () => {
  const { store, run, feed, catalogue } = setUp();
  const before = feed.now().revision;
  expect(catalogue.rename(run, "  second ").name).toBe("second");
  expect(catalogue.archive("second", true).archivedAt).not.toBeNull();
  expect(catalogue.archive("second", false).archivedAt).toBeNull();
  expect(feed.now().revision).toBe(before + 3);
  const actions = store.audit.list(0, 100).map((entry) => entry.action);
  expect(actions).toEqual(expect.arrayContaining(["runs.rename", "runs.archive", "runs.restore"]));
  expect(() => catalogue.rename(run, "   ")).toThrow(
    expect.objectContaining({ code: "INVALID_INPUT" }),
  );
});

it("keeps the newest notices of a run that says too much", () => {
  const { store, run, catalogue } = setUp();
  for (let i = 0; i < MAX_NOTICES + 5; i += 1) {
    store.notices.add(run, { at: i, step: i, message: `notice ${i}` });
  }
  const notices = catalogue.notices(run);
  expect([notices.length, notices[0]?.step, notices.at(-1)?.step]).toEqual([
    MAX_NOTICES,
    5,
    MAX_NOTICES + 4,
  ]);
});
