/** The tests' own eyes: what they say is absent, they would see. */
import { join } from "node:path";
import { expect, it } from "vitest";
import { repository } from "../../tools/bootstrap/paths.mjs";
import { launch } from "./support/launch.ts";
import { statusLine } from "./support/processes.ts";

const app = join(repository, "test", "fixtures", "talkative-app");

it("a program that talks to the network is seen, and reaches nothing", async () => {
  const window = await launch({ app });
  expect(await window.page.title()).toBe("Talkative");
  // Its dictionary is asked for in the background.
  await expect.poll(() => window.processes().length).toBeGreaterThan(4);
  await window.page.waitForTimeout(1500);
  const trace = await window.close();
  expect(trace.families.AF_INET ?? 0).toBeGreaterThan(0);
  expect(trace.internet.some((line) => /connect\(.*ENETUNREACH/.test(line))).toBe(true);
});

it("the process tree tells the kinds of process apart, and ends with the program", async () => {
  const window = await launch({ app, trace: false });
  const kinds = window.processes().map((one) => one.kind);
  for (const kind of ["main", "renderer", "zygote", "gpu-process"]) expect(kinds).toContain(kind);
  const main = window.processes().find((one) => one.kind === "main");
  // Sandboxed processes have a filter; the main process has none: the reading tells them apart.
  expect(statusLine(main?.pid ?? 0, "Seccomp")).toBe("0");
  await window.close();
  expect(window.processes()).toEqual([]);
});
