import { describe, expect, it } from "vitest";
import type { RunStatus } from "../../shared/domain/run.ts";
import type { LiveRun } from "../../shared/domain/run-live.ts";
import { Presence, type PresenceTask } from "./presence.ts";

const live = (step: number, more: Partial<LiveRun> = {}): LiveRun => ({
  run: "run-aaaaaaaa",
  activity: { phase: "training", done: step, total: 200 },
  queued: 0,
  step,
  totalSteps: 200,
  loss: 1,
  tokensPerS: 100,
  etaMs: 180_000,
  ...more,
});

function setUp() {
  const world = {
    runs: [] as LiveRun[],
    tasks: [] as PresenceTask[],
    status: "running" as RunStatus,
    on: true,
    front: false,
    now: 0,
  };
  const shown: (string | null)[] = [];
  const told: string[] = [];
  const presence = new Presence(
    {
      runs: () => world.runs,
      tasks: () => world.tasks,
      runOf: () => ({ name: "orders 1", status: world.status }),
      notificationsOn: () => world.on,
      now: () => world.now,
    },
    {
      progress: (work) => void shown.push(work === null ? null : `${work.line} ${work.share}`),
      notify: (title, body) => void told.push(`${title}: ${body}`),
      isInFront: () => world.front,
    },
  );
  return { world, presence, shown, told };
}

describe("presence", () => {
  it("shows the run under way, tells its end, and takes the line away", () => {
    const { world, presence, shown, told } = setUp();
    presence.look();
    world.runs = [live(50)];
    presence.look();
    presence.look();
    world.runs = [];
    world.status = "finished";
    presence.look();
    expect(shown).toEqual(["orders 1: 25 %, about 3 min left 0.25", null]);
    expect(told).toEqual(["orders 1: Training is finished."]);
  });

  it("tells the end of the training and that of the evaluation each once", () => {
    const { world, presence, told } = setUp();
    const evaluating = (phase: string) =>
      live(0, { totalSteps: 0, activity: { phase, done: 0, total: 9 } });
    const stages = [[live(199)], [], [evaluating("evaluating-base")]];
    for (const runs of [...stages, [evaluating("evaluating-tuned")], []]) {
      world.runs = runs;
      if (runs.length === 0) world.status = "finished";
      presence.look();
    }
    expect(told).toEqual([
      "orders 1: Training is finished.",
      "orders 1: The evaluation has ended. Open the window to see the result.",
    ]);
  });

  it("says nothing of a run the person stopped, or that only waits", () => {
    const { world, presence, shown, told } = setUp();
    world.runs = [live(0, { queued: 1 })];
    presence.look();
    expect(shown).toEqual([]);
    world.runs = [live(9)];
    presence.look();
    world.runs = [];
    world.status = "stopped";
    presence.look();
    expect(told).toEqual([]);
  });

  it("keeps quiet in front of the person, and when it is told to", () => {
    const { world, presence, told } = setUp();
    for (const change of [{ front: true }, { front: false, on: false }]) {
      Object.assign(world, change, { runs: [live(9)], status: "running" });
      presence.look();
      Object.assign(world, { runs: [], status: "failed" });
      presence.look();
    }
    expect(told).toEqual([]);
  });

  it("tells the end of long tasks alone, of those it has a name for", () => {
    const { world, presence, shown, told } = setUp();
    const task = (id: string, entry: string) => ({
      id,
      entry,
      phase: "importing",
      done: 1,
      total: 0,
      startedAt: 0,
    });
    const run = (seconds: number, entry: string) => {
      world.tasks = [task(String(seconds), entry)];
      presence.look();
      world.now = seconds * 1000;
      world.tasks = [];
      presence.look();
    };
    run(5, "datasets.import");
    run(90, "datasets.import");
    run(91, "runs.list");
    expect(told).toEqual(["The import has ended: Open the window to see the result."]);
    expect(shown.filter((line) => line !== null)).toEqual([
      "The import: importing -1",
      "The import: importing -1",
    ]);
  });
});
