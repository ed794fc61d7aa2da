import { describe, expect, it } from "vitest";
import type { Result } from "../../shared/result.ts";
import { Dispatcher } from "./dispatcher.ts";
import type { AllHandlers } from "./handlers/index.ts";
import { TaskBoard } from "./task-board.ts";

function setUp(over: Partial<AllHandlers["tasks"]> = {}) {
  const asked: unknown[] = [];
  const defects: string[] = [];
  const tasks = new TaskBoard();
  const handlers = {
    tasks: {
      watch: async (_: unknown, emit: (event: never) => void) => emit({ tasks: [] } as never),
      cancel: (input: { id: string }) => {
        asked.push(input);
        return { found: false };
      },
      ...over,
    },
  } as unknown as AllHandlers;
  const onDefect = (entry: string) => void defects.push(entry);
  return { asked, defects, tasks, dispatcher: new Dispatcher({ handlers, tasks, onDefect }) };
}

const codeOf = (result: Result<unknown>) => (result.ok ? "ok" : result.error.code);

describe("the dispatcher", () => {
  it("hands a valid input over and the answer back", async () => {
    const { dispatcher, asked } = setUp();
    const result = await dispatcher.call("tasks", "cancel", { id: "a" });
    expect(result).toEqual({ ok: true, value: { found: false } });
    expect(asked).toEqual([{ id: "a" }]);
  });

  it.each([
    ["tasks", "nonesuch"],
    ["nonesuch", "cancel"],
    ["__proto__", "toString"],
    ["constructor", "name"],
    ["tasks", "hasOwnProperty"],
    [7, {}],
    ["tasks", "watch"],
  ])("knows no call %s.%s", async (domain, name) => {
    const { dispatcher, asked } = setUp();
    expect(codeOf(await dispatcher.call(domain, name, { id: "a" }))).toBe("INVALID_INPUT");
    expect(asked).toEqual([]);
  });

  it.each([
    undefined,
    null,
    {},
    { id: 7 },
    { id: "" },
    { id: "x".repeat(41) },
    { id: "a", more: 1 },
    [],
    "a",
  ])("refuses %j before the handler sees it, and names the field", async (input) => {
    const { dispatcher, asked } = setUp();
    const result = await dispatcher.call("tasks", "cancel", input);
    expect(codeOf(result)).toBe("INVALID_INPUT");
    expect(result.ok ? "" : result.error.message.length).toBeGreaterThan(5);
    expect(asked).toEqual([]);
  });

  it("refuses cycles, deep nests and exotic objects", async () => {
    const { dispatcher, asked } = setUp();
    const cycle: Record<string, unknown> = { id: "a" };
    cycle.self = cycle;
    let deep: unknown = "a";
    for (let i = 0; i < 100; i += 1) deep = [deep];
    for (const input of [cycle, { id: deep }, { id: new Map() }, { id: new Date() }]) {
      expect(codeOf(await dispatcher.call("tasks", "cancel", input))).toBe("TOO_LARGE");
    }
    expect(asked).toEqual([]);
  });

  it("lets no answer of another shape out, and reports it as a defect", async () => {
    const { dispatcher, defects } = setUp({ cancel: () => ({ found: "note text" }) as never });
    const result = await dispatcher.call("tasks", "cancel", { id: "a" });
    expect(codeOf(result)).toBe("INTERNAL");
    expect(JSON.stringify(result)).not.toContain("note text");
    expect(defects).toEqual(["tasks.cancel"]);
  });

  it("keeps the words of a foreign error to itself", async () => {
    const { dispatcher } = setUp({
      cancel: () => {
        throw new Error("patient John Doe");
      },
    });
    const result = await dispatcher.call("tasks", "cancel", { id: "a" });
    expect(codeOf(result)).toBe("INTERNAL");
    expect(JSON.stringify(result)).not.toContain("John");
  });

  it("shows a call under way as a task, with its progress, and cancels it", async () => {
    let started = () => {};
    const running = new Promise<void>((resolve) => {
      started = resolve;
    });
    const { dispatcher, tasks } = setUp({
      cancel: (_, call) =>
        new Promise((resolve) => {
          call.onProgress({ phase: "reading", done: 2, total: Number.NaN });
          call.signal.addEventListener("abort", () => resolve({ found: true }));
          started();
        }),
    });
    const result = dispatcher.call("tasks", "cancel", { id: "a" });
    await running;
    const task = tasks.list()[0];
    expect(task).toMatchObject({ entry: "tasks.cancel", phase: "reading", done: 2, total: 0 });
    expect(tasks.cancel(task?.id ?? "")).toBe(true);
    expect(await result).toEqual({ ok: true, value: { found: true } });
    expect(tasks.list()).toEqual([]);
  });

  it("delivers a stream's events and refuses a stream that is none", async () => {
    const { dispatcher } = setUp();
    const seen: unknown[] = [];
    const signal = new AbortController().signal;
    await dispatcher.stream("tasks", "watch", {}, (event) => seen.push(event), signal);
    expect(seen).toEqual([{ tasks: [] }]);
    const wrong = dispatcher.stream("tasks", "cancel", { id: "a" }, () => {}, signal);
    await expect(wrong).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  it("ends a stream whose event is of another shape, and never fails the one who told it", async () => {
    const told: string[] = [];
    const { dispatcher, defects } = setUp({
      watch: async (_: unknown, emit: (event: never) => void, signal: AbortSignal) => {
        emit({ tasks: [], kind: "not of the contract" } as never);
        told.push("went on");
        emit({ tasks: [] } as never);
        told.push(signal.aborted ? "was told to end" : "was left alone");
      },
    });
    const seen: unknown[] = [];
    const { signal } = new AbortController();
    const stream = dispatcher.stream("tasks", "watch", {}, (event) => seen.push(event), signal);
    await expect(stream).rejects.toMatchObject({ code: "INTERNAL" });
    expect(told).toEqual(["went on", "was told to end"]);
    expect(seen).toEqual([]);
    expect(defects).toEqual(["tasks.watch"]);
  });
});
