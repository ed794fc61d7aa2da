/** Only our own page, in its main frame, at its own address, is answered (B1). */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { CHANNELS } from "../../electron/shared/contract/channels.ts";

type Listener = (event: unknown, ...args: unknown[]) => unknown;
const handlers = new Map<string, Listener>();
vi.mock("electron", () => ({
  ipcMain: {
    handle: (channel: string, listener: Listener) => handlers.set(channel, listener),
    on: (channel: string, listener: Listener) => handlers.set(channel, listener),
  },
}));
const { registerIpc } = await import("../../electron/main/ipc/register.ts");

const ORIGIN = "app://workbench";
const sent: unknown[] = [];
const mainFrame = { origin: ORIGIN };
const page = {
  id: 1,
  mainFrame,
  isDestroyed: () => false,
  send: (...frame: unknown[]) => sent.push(frame),
  on: () => {},
};

const strangers: Record<string, unknown> = {
  "a sub-frame of our page": { sender: page, senderFrame: { origin: ORIGIN } },
  "a frame that is gone": { sender: page, senderFrame: null },
  "another page": { sender: { ...page, id: 2 }, senderFrame: mainFrame },
  "our page at another address": {
    sender: { ...page, mainFrame: { origin: "https://example.org" } },
    senderFrame: { origin: "https://example.org" },
  },
  "our page before its address is known": { sender: page, senderFrame: { origin: "null" } },
};

let calls = 0;
let streams = 0;
let dropped = 0;
beforeEach(() => {
  calls = 0;
  streams = 0;
  dropped = 0;
  sent.length = 0;
  registerIpc({
    origin: ORIGIN,
    page: () => page as never,
    files: {
      add: () => {
        dropped += 1;
        return {};
      },
    } as never,
    dispatcher: {
      call: async () => {
        calls += 1;
        return { ok: true, value: calls };
      },
      stream: async () => {
        streams += 1;
      },
    } as never,
  });
});

const ask = (channel: string, event: unknown, ...args: unknown[]) =>
  handlers.get(channel)?.(event, ...args) as Promise<unknown>;

describe.each(Object.entries(strangers))("%s", (_, event) => {
  it("is refused a call, a stream and a dropped file", async () => {
    const refused = { ok: false, error: { code: "PERMISSION_DENIED" } };
    expect(await ask(CHANNELS.call, event, "runs", "list", {})).toMatchObject(refused);
    expect(await ask(CHANNELS.drop, event, "/etc/passwd")).toMatchObject(refused);
    ask(CHANNELS.open, event, "s1", "tasks", "watch", {});
    ask(CHANNELS.close, event, "s1");
    expect({ calls, streams, dropped, sent }).toEqual({
      calls: 0,
      streams: 0,
      dropped: 0,
      sent: [],
    });
  });
});

it("our page is answered", async () => {
  const event = { sender: page, senderFrame: mainFrame };
  expect(await ask(CHANNELS.call, event, "runs", "list", {})).toEqual({ ok: true, value: 1 });
  expect(await ask(CHANNELS.drop, event, "/a/file.csv")).toMatchObject({ ok: true });
  ask(CHANNELS.open, event, "s1", "tasks", "watch", {});
  expect({ calls, streams, dropped }).toEqual({ calls: 1, streams: 1, dropped: 1 });
});

it("a dropped path that is no path is refused", async () => {
  const event = { sender: page, senderFrame: mainFrame };
  for (const path of ["", 7, null, {}, "x".repeat(5000)]) {
    expect(await ask(CHANNELS.drop, event, path)).toMatchObject({
      error: { code: "INVALID_INPUT" },
    });
  }
  expect(dropped).toBe(0);
});
