import { join } from "node:path";
import { repository } from "./paths.mjs";

/** @typedef {import("./native.mjs").NativeBuild} NativeBuild */
/**
 * @typedef {object} Command
 * @property {NativeBuild} [native]  what must be built first
 * @property {(args: string[]) => string[]} [program]  arguments of the pinned Node; none: only set up
 */

/** @param {string} path */
const file = (path) => join(repository, ...path.split("/"));
const cli = file("electron/cli/main.ts");

/** @type {Record<string, Command>} */
export const commands = {
  // Until there is a window every start is headless, so the flag changes nothing yet.
  start: {
    native: { target: "engine" },
    program: (args) => [cli, "sample", ...args.filter((arg) => arg !== "--headless")],
  },
  workbench: { native: { target: "engine" }, program: (args) => [cli, ...args] },
  build: { native: { target: "all" } },
  test: { native: { target: "all" }, program: (args) => [file("tools/test.ts"), ...args] },
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
  "bench:cpu": {
    native: { target: "differential_bench" },
    program: (args) => [file("test/bench/bench-cpu.ts"), ...args],
  },
};
