import { expect, it } from "vitest";
import { TaskBoard } from "./task-board.ts";

it("aborts every call under way at the end of the program, and none that has ended", () => {
  const board = new TaskBoard();
  const ended = board.begin("datasets.import");
  ended.end();
  const calls = [board.begin("sample.run"), board.begin("planner.plan", true)];
  board.abortAll();
  expect(calls.map(({ signal }) => signal.aborted)).toEqual([true, true]);
  expect(ended.signal.aborted).toBe(false);
});
