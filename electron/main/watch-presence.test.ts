import { expect, it } from "vitest";
import { addRun } from "../../test/support/store-rows.ts";
import { temporaryStore } from "../../test/support/temporary-store.ts";
import type { Workbench } from "./compose.ts";
import { TaskBoard } from "./ipc/task-board.ts";
import { RunFeed } from "./services/run-feed.ts";
import { createRunService } from "./services/run-service.ts";
import { ScriptedTrainer } from "./services/scripted-trainer.ts";
import { watchPresence } from "./watch-presence.ts";

function setUp() {
  const { store } = temporaryStore();
  const id = addRun(store, "orders 1");
  const feed = new RunFeed();
  const context = {
    store,
    trainer: new ScriptedTrainer({}),
    home: { root: "/home", runs: "/home/runs" },
    hashes: { get: () => null, set: () => {} },
  };
  const runs = createRunService(context, feed);
  const supervisor = {
    now: () => feed.now(),
    watch: (listener: () => void) => feed.watch(listener),
  };
  const workbench = {
    runs,
    supervisor,
    settings: { get: () => ({ notifications: true }) },
  } as unknown as Workbench;
  return { id, runs, feed, workbench, tasks: new TaskBoard() };
}

it("goes on watching after a desktop that failed, and fails no command", () => {
  const { id, feed, workbench, tasks } = setUp();
  let broken = true;
  const lines: (string | null)[] = [];
  watchPresence(workbench, tasks, {
    progress: (work) => {
      if (broken) throw new Error("no tray");
      lines.push(work?.line ?? null);
    },
    notify: () => {},
    isInFront: () => false,
  });
  tasks.begin("datasets.import").report({ phase: "importing", done: 1, total: 2 });
  feed.enter(id, { phase: "loading", done: 0, total: 0 });
  broken = false;
  feed.enter(id, { phase: "tokenizing", done: 0, total: 0 });
  expect(lines).toEqual(["orders 1: tokenizing"]);
});

it("looks a run up by its id, and has none for one that is not there", () => {
  const { id, runs } = setUp();
  expect(runs.find(id)?.name).toBe("orders 1");
  expect(runs.find("run-zzzzzzzz")).toBeNull();
});

it("a listener of the task board that fails harms neither the task nor the other listeners", () => {
  const tasks = new TaskBoard();
  let heard = 0;
  tasks.watch(() => {
    throw new Error("a broken tray");
  });
  tasks.watch(() => {
    heard += 1;
  });
  const task = tasks.begin("datasets.import");
  task.report({ phase: "importing", done: 1, total: 2 });
  task.end();
  expect([heard, tasks.list()]).toEqual([3, []]);
});
