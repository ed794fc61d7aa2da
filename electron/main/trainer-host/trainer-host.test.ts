import { describe, expect, it } from "vitest";
import { isTrainerEnded } from "./protocol/client.ts";
import type { HostMessage, TrainerEvent, TrainerMessage } from "./protocol/messages.ts";
import { TrainerHost } from "./trainer-host.ts";
import type { ProcessEnd, TrainerProcess } from "./transport.ts";

/** A process whose messages the test writes itself. */
class ScriptedProcess implements TrainerProcess {
  readonly pid = 7;
  readonly heard: HostMessage[] = [];
  killed = false;
  #message: (message: unknown) => void = () => {};
  #end: (end: ProcessEnd) => void = () => {};

  send(message: HostMessage): void {
    this.heard.push(structuredClone(message));
  }
  onMessage(listener: (message: unknown) => void): void {
    this.#message = listener;
  }
  onEnd(listener: (end: ProcessEnd) => void): void {
    this.#end = listener;
  }
  kill(): void {
    this.killed = true;
    this.end({ code: null, signal: "SIGKILL", lastWords: "" });
  }
  release(): void {}
  say(message: TrainerMessage | object): void {
    this.#message(message);
  }
  end(end: ProcessEnd): void {
    this.#end(end);
  }
}

function setUp() {
  const started: ScriptedProcess[] = [];
  const host = new TrainerHost(() => {
    const process = new ScriptedProcess();
    started.push(process);
    return process;
  });
  const process = (i = 0) => started[i] as ScriptedProcess;
  const ready = (i = 0) =>
    process(i).say({ type: "ready", protocolVersion: 1, engineVersion: "1.2" });
  return { host, started, process, ready };
}

const tick = () => new Promise((resolve) => setImmediate(resolve));
const death: ProcessEnd = { code: null, signal: "SIGKILL", lastWords: "" };

describe("the first request", () => {
  it("starts the process, greets it with the version and waits for its answer", async () => {
    const { host, started, process, ready } = setUp();
    expect(started).toHaveLength(0);
    const answer = host.request("fingerprintModel", { modelDir: "/m" });
    expect(process().heard).toEqual([{ type: "hello", protocolVersion: 1 }]);
    await tick();
    expect(process().heard).toHaveLength(1);
    ready();
    await tick();
    expect(process().heard[1]).toMatchObject({
      type: "request",
      id: 1,
      method: "fingerprintModel",
    });
    process().say({ type: "result", id: 1, value: "a".repeat(64) });
    expect(await answer).toBe("a".repeat(64));
  });

  it("hears why a process refuses to work", async () => {
    const { host, process } = setUp();
    const answer = host.request("devices", {});
    const error = { code: "ENGINE", message: "not built", hint: "build it", details: {} };
    process().say({ type: "refused", error });
    await expect(answer).rejects.toMatchObject({ code: "ENGINE", hint: "build it" });
  });
});

describe("an answer", () => {
  it("of the wrong shape is an error that names the field", async () => {
    const { host, process, ready } = setUp();
    const answer = host.request("devices", {});
    ready();
    await tick();
    process().say({ type: "result", id: 1, value: [{ backend: "cpu" }] });
    await expect(answer).rejects.toMatchObject({ code: "ENGINE", field: "0.device" });
  });

  it("in another language ends the process", async () => {
    const { host, process, ready } = setUp();
    const answer = host.request("devices", {});
    ready();
    await tick();
    process().say({ type: "gibberish" });
    expect(process().killed).toBe(true);
    await expect(answer).rejects.toSatisfy(isTrainerEnded);
  });
});

describe("a process that ends", () => {
  it("rejects what waits for it, and the next request starts another", async () => {
    const { host, started, process, ready } = setUp();
    const lost = host.request("devices", {});
    ready();
    await tick();
    process().end(death);
    await expect(lost).rejects.toSatisfy(isTrainerEnded);
    const again = host.request("devices", {});
    expect(started).toHaveLength(2);
    ready(1);
    await tick();
    process(1).say({ type: "result", id: 2, value: [] });
    expect(await again).toEqual([]);
  });

  it("before it was ready rejects too", async () => {
    const { host, process } = setUp();
    const lost = host.request("devices", {});
    process().end({ code: 1, signal: null, lastWords: "" });
    await expect(lost).rejects.toMatchObject({ details: { exit: "code 1" } });
  });
});

describe("signals", () => {
  it("given before the request went out are sent after it, in order", async () => {
    const { host, process, ready } = setUp();
    const call = host.call("closeSession", {});
    call.signal("pause");
    call.signal("stop");
    ready();
    await tick();
    expect(process().heard.slice(1)).toEqual([
      { type: "request", id: 1, method: "closeSession", params: {} },
      { type: "signal", id: 1, signal: "pause" },
      { type: "signal", id: 1, signal: "stop" },
    ]);
  });

  it("an aborted request is cancelled", async () => {
    const { host, process, ready } = setUp();
    const controller = new AbortController();
    void host.request("closeSession", {}, { signal: controller.signal });
    ready();
    await tick();
    controller.abort();
    expect(process().heard.at(-1)).toEqual({ type: "signal", id: 1, signal: "cancel" });
  });
});

describe("events", () => {
  const event: TrainerEvent = { kind: "progress", phase: "hashing", done: 1, total: 2 };

  it("reach the listener in order, before the answer", async () => {
    const { host, process, ready } = setUp();
    const seen: unknown[] = [];
    const answer = host.request("closeSession", {}, { onEvent: (e) => seen.push(e) });
    ready();
    await tick();
    process().say({ type: "events", id: 1, events: [event, { ...event, done: 2 }] });
    process().say({ type: "result", id: 1, value: null });
    await answer;
    expect(seen).toEqual([event, { ...event, done: 2 }]);
  });

  it("a listener that throws stops the request, which fails with what it threw", async () => {
    const { host, process, ready } = setUp();
    const onEvent = () => {
      throw new Error("disk full");
    };
    const answer = host.request("closeSession", {}, { onEvent });
    ready();
    await tick();
    process().say({ type: "events", id: 1, events: [event] });
    expect(process().heard.at(-1)).toEqual({ type: "signal", id: 1, signal: "discard" });
    process().say({ type: "result", id: 1, value: null });
    await expect(answer).rejects.toThrow("disk full");
  });
});
