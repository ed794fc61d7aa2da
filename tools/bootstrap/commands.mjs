import { join } from "node:path";
import { repository } from "./paths.mjs";

/** @typedef {import("./native.mjs").NativeBuild} NativeBuild */
/**
 * @typedef {object} Command
 * @property {NativeBuild} [native]  what must be built first
 * @property {(args: string[]) => "run" | "test" | "build" | undefined} [window]  what is needed of
 *   the window: its bundle alone ("build"), to open it too ("run"), or what its tests take as well
 * @property {(args: string[]) => string[]} [program]  arguments of the pinned Node; none: only set up
 */

/** @param {string} path */
const file = (path) => join(repository, ...path.split("/"));
const cli = file("electron/cli/main.ts");
const headless = "--headless";

/**
 * Whether a choice of tests may open windows: all of them, or one that names those.
 * @param {string[]} args
 */
const testsWindow = (args) =>
  args.every((arg) => arg === "--sanitize") || args.some((arg) => /e2e|security/.test(arg));

/** @type {Record<string, Command>} */
export const commands = {
  start: {
    native: { target: "engine" },
    window: (args) => (args.includes(headless) ? undefined : "run"),
    program: (args) =>
      args.includes(headless)
        ? [cli, "sample", ...args.filter((arg) => arg !== headless)]
        : [file("tools/desktop/start.ts"), ...args],
  },
  "desktop:build": { window: () => "build" },
  workbench: { native: { target: "engine" }, program: (args) => [cli, ...args] },
  build: { native: { target: "all" } },
  test: {
    native: { target: "all" },
    window: (args) => (testsWindow(args) ? "test" : undefined),
    program: (args) => [file("tools/test.ts"), ...args],
  },
  "bench:desktop": {
    native: { target: "engine" },
    window: () => "test",
    program: (args) => [file("test/bench/desktop/run.ts"), ...args],
  },
  "make:base": {
    native: { target: "engine" },
    program: (args) => [file("resources/base/make-base.ts"), ...args],
  },
  // check builds by itself: a warning in native code is one of the failures it reports.
  check: { program: (args) => [file("tools/check.ts"), ...args] },
  format: {
    program: () => [file("node_modules/@biomejs/biome/bin/biome"), "check", "--write", repository],
  },
  "test:sanitize": {
    native: { target: "all", sanitize: true },
    program: (args) => [file("tools/test.ts"), "native", "--sanitize", ...args],
  },
  "test:golden": {
    native: { target: "golden_check" },
    program: (args) => [file("test/golden/run-golden.ts"), ...args],
  },
  "test:gpu": {
    native: { target: "all" },
    program: (args) => [file("test/gpu/run-gpu.ts"), ...args],
  },
  "bench:cpu": {
    native: { target: "differential_bench" },
    program: (args) => [file("test/bench/bench-cpu.ts"), ...args],
  },
  "bench:gpu": {
    native: { target: "all" },
    program: (args) => [file("test/bench/bench-gpu.ts"), ...args],
  },
};
