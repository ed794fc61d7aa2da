import { describe, expect, it } from "vitest";
import { AppError } from "../../shared/errors.ts";
import type { KeyPort } from "./api/session.ts";
import { SessionService } from "./session-service.ts";

interface Home {
  protection: "system" | "passphrase" | null;
  keyring: boolean;
  fault: AppError | null;
}

function setUp(home: Partial<Home> = {}) {
  const state: Home = { protection: null, keyring: false, fault: null, ...home };
  const log: string[] = [];
  const keys: KeyPort<string> = {
    status: () => ({
      protection: state.protection,
      takesPassphrase: state.protection === "passphrase",
    }),
    keyring: async () => ({ available: state.keyring, name: state.keyring ? "KWallet" : "" }),
    open: async () => (state.protection === "system" ? "key" : null),
    openWith: (passphrase) => {
      if (passphrase === "right words") return "key";
      throw new AppError("STORE_KEY_WRONG", "no");
    },
    create: async (protection) => {
      state.protection = protection as Home["protection"];
      return "key";
    },
    protect: async ({ protection }) => {
      return () => void log.push(`write ${protection}`);
    },
  };
  const session = new SessionService<{ name: string }, string>({
    keys,
    openWorkbench: async () => {
      if (state.fault !== null) throw state.fault;
      return { name: "workbench" };
    },
    closeWorkbench: async () => void log.push("close"),
    record: (_, action, effect) => {
      log.push(action);
      effect();
    },
    onOpen: () => void log.push("open"),
  });
  return { session, state, log };
}

describe("session", () => {
  it("makes and opens a new home by itself where a secret store is there", async () => {
    const { session, log } = setUp({ keyring: true });
    await session.start();
    expect(await session.state()).toMatchObject({ state: "open", protection: "system" });
    expect(log).toEqual(["session.create", "open"]);
    expect(session.workbench().name).toBe("workbench");
  });

  it("asks what guards a new home where there is none", async () => {
    const { session } = setUp();
    await session.start();
    expect(await session.state()).toMatchObject({ state: "new", protection: null, problem: null });
    expect(() => session.workbench()).toThrow(/locked/);
    expect(await session.create("passphrase", "right words")).toMatchObject({ state: "open" });
    await expect(session.create("passphrase", "again again")).rejects.toThrow(/in use already/);
  });

  it("stays locked until the right passphrase", async () => {
    const { session, log } = setUp({ protection: "passphrase" });
    await session.start();
    expect(await session.state()).toMatchObject({ state: "locked", takesPassphrase: true });
    await expect(session.unlock("wrong")).rejects.toThrow("no");
    expect((await session.state()).state).toBe("locked");
    expect((await session.unlock("right words")).state).toBe("open");
    expect(log).toEqual(["session.unlock", "open"]);
  });

  it("says what stands in the way, and opens when it is gone", async () => {
    const fault = new AppError("STORE_LOCKED", "Another process is using this home.", {
      hint: "Wait.",
    });
    const { session, state } = setUp({ protection: "system", keyring: true, fault });
    await session.start();
    expect(await session.state()).toMatchObject({
      state: "locked",
      problem: { code: "STORE_LOCKED", hint: "Wait." },
    });
    state.fault = null;
    expect(await session.retry()).toMatchObject({ state: "open", problem: null });
  });

  it("opens once however often it is asked at the same time", async () => {
    const { session, log } = setUp({ protection: "passphrase" });
    await Promise.all([session.unlock("right words"), session.unlock("right words")]);
    expect(log).toEqual(["session.unlock", "open"]);
  });

  it("writes another protection inside its audit entry, and only while open", async () => {
    const { session, log } = setUp({ protection: "system", keyring: true });
    await expect(session.protect({ protection: "none" })).rejects.toThrow(/locked/);
    await session.start();
    log.length = 0;
    await session.protect({ protection: "passphrase", passphrase: "right words" });
    expect(log).toEqual(["session.protect", "write passphrase"]);
  });

  it("closes what it opened, and opens nothing afterwards", async () => {
    const { session, log } = setUp({ protection: "system", keyring: true });
    await session.start();
    await session.close();
    expect(log.at(-1)).toBe("close");
    expect(session.isOpen).toBe(false);
    await expect(session.unlock("right words")).rejects.toThrow(/closing/);
  });
});
