/** The page has no way to Node, and the operating system holds it (B3, B4, B7). */
import { readlinkSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contract } from "../../electron/shared/contract/index.ts";
import { launch, type RunningWindow } from "../e2e/support/launch.ts";
import { statusLine } from "../e2e/support/processes.ts";
import { NODE_PROBES } from "./page-probes.ts";

let window: RunningWindow;
beforeAll(async () => {
  window = await launch();
});
afterAll(async () => {
  const trace = await window.close();
  expect(trace.internet).toEqual([]);
});

const inPage = (source: string) => window.page.evaluate(`(async () => (${source}))()`);

describe("the page", () => {
  it.each(Object.entries(NODE_PROBES))("has no %s", async (_, source) => {
    expect(await inPage(source)).toBe("undefined");
  });

  it("has one global of ours, made of the contract's entries and one more function", async () => {
    const clean =
      "Object.keys(window).filter((name) => /workbench|electron|ipc|bridge/i.test(name))";
    expect(await inPage(clean)).toEqual(["workbench"]);
    const shape = await inPage(`Object.fromEntries(Object.entries(window.workbench).map(
      ([name, part]) => [name, typeof part === "function" ? "function" : Object.keys(part).sort()]))`);
    const table = Object.fromEntries(
      Object.entries(contract).map(([name, { entries }]) => [name, Object.keys(entries).sort()]),
    );
    expect(shape).toEqual({ ...table, dropped: "function" });
  });

  it("cannot change that global, its domains or their entries", async () => {
    const outcome = await inPage(`(() => {
      const tries = [
        () => { window.workbench = {}; },
        () => { delete window.workbench; },
        () => { window.workbench.more = 1; },
        () => { window.workbench.runs = {}; },
        () => { window.workbench.runs.start = () => "mine"; },
        () => { window.workbench.runs.more = 1; },
        () => { Object.defineProperty(window.workbench.runs, "start", { value: 1 }); },
      ];
      for (const attempt of tries) { try { attempt(); } catch {} }
      const { workbench } = window;
      return [typeof workbench, Object.isFrozen(workbench), Object.isFrozen(workbench.runs),
        workbench.more, workbench.runs.more, typeof workbench.runs.start];
    })()`);
    expect(outcome).toEqual(["object", true, true, undefined, undefined, "function"]);
  });

  it("gets the policy that its design says, on every file", async () => {
    const answers = window.page.waitForResponse((answer) => answer.url().endsWith(".js"));
    const [page, script] = await Promise.all([window.page.reload(), answers]);
    for (const answer of [page, script]) {
      const policy = answer?.headers()["content-security-policy"] ?? "";
      const parts = new Map(
        policy.split(";").map((part) => {
          const [name = "", ...values] = part.trim().split(" ");
          return [name, values.join(" ")];
        }),
      );
      expect(parts.get("default-src")).toBe("'none'");
      expect(parts.get("script-src")).toBe("'self'");
      expect(parts.get("connect-src")).toBe("'none'");
      expect(parts.get("frame-src")).toBe("'none'");
      expect(parts.get("object-src")).toBe("'none'");
      expect(parts.get("base-uri")).toBe("'none'");
      expect(parts.get("form-action")).toBe("'none'");
      expect(policy).not.toContain("unsafe-");
      expect(policy).not.toMatch(/https?:|\*/);
    }
  });
});

describe("the operating system", () => {
  it("filters the calls of every page's process and gives it no new rights", () => {
    const renderers = window.processes().filter((one) => one.kind === "renderer");
    expect(renderers.length).toBeGreaterThan(0);
    const outside = readlinkSync("/proc/self/ns/pid");
    for (const { pid } of renderers) {
      expect(statusLine(pid, "Seccomp")).toBe("2");
      expect(statusLine(pid, "NoNewPrivs")).toBe("1");
      expect(statusLine(pid, "CapEff")).toMatch(/^0+$/);
      expect(statusLine(pid, "NSpid").split(/\s+/).length).toBeGreaterThan(1);
      expect(readlinkSync(`/proc/${pid}/ns/pid`)).not.toBe(outside);
    }
  });

  it("runs nothing with the sandbox switched off, and nothing of ours as root", () => {
    for (const { pid, kind, command } of window.processes()) {
      if (kind === "other") continue;
      expect(command.join(" "), kind).not.toMatch(/--no-sandbox|--disable-setuid-sandbox/);
      expect(command.join(" "), kind).not.toMatch(/--disable-web-security|--remote-debugging-port/);
      // A zygote keeps the right to make namespaces inside its own, for the processes it starts.
      if (kind !== "zygote") expect(statusLine(pid, "CapEff"), kind).toMatch(/^0+$/);
    }
  });
});
