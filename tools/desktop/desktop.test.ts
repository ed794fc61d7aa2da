import { describe, expect, it } from "vitest";
import { electronCommand, electronEnvironment } from "./electron-command.ts";
import { authorityEntry } from "./virtual-display.ts";

describe.runIf(process.platform === "linux")("the window's program", () => {
  it("is started plainly by a plain user", () => {
    const { program, args } = electronCommand({ asRoot: false, app: "/the/app" });
    expect(program).toMatch(/\/electron$/);
    expect(args).toEqual(["/the/app"]);
  });
  it("becomes a plain user where root starts it, and says so", () => {
    const { program, args, notices } = electronCommand({ asRoot: true });
    expect(program).toBe("/usr/bin/unshare");
    expect(args).toContain("--map-user=65500");
    expect(notices.join()).toContain("plain user");
  });
  it("can be given a network that holds nothing", () => {
    expect(electronCommand({ asRoot: false, withoutNetwork: true }).args).toContain("--net");
  });
});

it("the window's environment cannot turn it into Node or load code", () => {
  const env = { PATH: "/bin", NODE_OPTIONS: "--require x", ELECTRON_RUN_AS_NODE: "1" };
  expect(electronEnvironment(env)).toEqual({ PATH: "/bin" });
});

it("a display's authority is an entry for any host, its texts counted", () => {
  const entry = authorityEntry(Buffer.alloc(16, 7));
  expect(entry.subarray(0, 6).toString("hex")).toBe("ffff00000000");
  expect(entry.readUInt16BE(6)).toBe("MIT-MAGIC-COOKIE-1".length);
  expect(entry.subarray(8, 26).toString()).toBe("MIT-MAGIC-COOKIE-1");
  expect(entry.readUInt16BE(26)).toBe(16);
  expect(entry.length).toBe(44);
});
