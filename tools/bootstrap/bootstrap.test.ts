import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commands } from "./commands.mjs";
import { failuresOf } from "./native.mjs";
import { pinnedNode, repository } from "./paths.mjs";
import { capture } from "./run.mjs";

const manifest = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));

describe("commands", () => {
  it("are the scripts of package.json, each under its own name", () => {
    const scripts = Object.entries(manifest.scripts as Record<string, string>);
    expect(scripts.map(([name]) => name).sort()).toEqual(Object.keys(commands).sort());
    for (const [name, script] of scripts) expect(script).toBe(`node tools/bootstrap.mjs ${name}`);
  });
  it("start opens the window; --headless runs the sample and needs no window", () => {
    expect(commands.start?.program?.([])[0]).toMatch(/tools.desktop.start\.ts$/);
    expect(commands.start?.window?.([])).toBe("run");
    const args = commands.start?.program?.(["--headless", "--json"]) ?? [];
    expect(args.slice(1)).toEqual(["sample", "--json"]);
    expect(commands.start?.window?.(["--headless"])).toBeUndefined();
  });
  it("tests get a window built where they may open one", () => {
    const needs = (...args: string[]) => commands.test?.window?.(args);
    expect(needs()).toBe("test");
    expect(needs("test/e2e/journey.e2e.ts")).toBe("test");
    expect(needs("--project", "e2e")).toBe("test");
    expect(needs("native")).toBeUndefined();
    expect(needs("electron/store")).toBeUndefined();
  });
  it("no command switches the window's sandbox off", () => {
    const sources = ["package.json", "tools/desktop/start.ts", "tools/desktop/electron-command.ts"];
    for (const path of sources) {
      const text = readFileSync(join(repository, path), "utf8");
      expect(text, path).not.toMatch(/no-sandbox|disable-setuid|NO_SANDBOX/);
    }
  });
  it("an unknown one is bad usage", () => {
    const script = join(repository, "tools", "bootstrap.mjs");
    const { status, stderr } = spawnSync(process.execPath, [script, "strat"], { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toContain("usage:");
  });
});

describe("pinned packages", () => {
  it("the tests run on the Node that package.json pins", () => {
    const pins = Object.values(manifest.optionalDependencies as Record<string, string>);
    expect(pins.map((pin) => `v${pin}`)).toEqual(pins.map(() => process.version));
    expect(spawnSync(pinnedNode() ?? "", ["-v"], { encoding: "utf8" }).stdout.trim()).toBe(
      process.version,
    );
  });
  it("every dependency is pinned exactly", () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies };
    for (const version of Object.values(all)) {
      expect(version).toMatch(/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+$/);
    }
  });
  it("the lock file names no host and checks every package", () => {
    const lock = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8"));
    for (const [path, entry] of Object.entries<Record<string, unknown>>(lock.packages)) {
      if (path === "") continue;
      expect(entry.resolved, path).toBeUndefined();
      expect(entry.integrity, path).toMatch(/^sha512-/);
    }
  });
});

it("a failed native build shows the compiler's messages alone", () => {
  const output = [
    "-- GLOB mismatch!",
    "[1/3] Building CXX object core/a.cpp.o",
    "FAILED: core/a.cpp.o ",
    "/usr/bin/c++ -I/x -O3 -c /x/a.cpp",
    "/x/a.cpp:3:1: error: unused variable 'y'",
    "ninja: build stopped: subcommand failed.",
  ].join("\n");
  expect(failuresOf(output)).toBe("/x/a.cpp:3:1: error: unused variable 'y'");
});

describe("programs that are started", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "bootstrap-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A script that becomes `program`, as the bootstrap does in its last step. */
  function becoming(program: string): string {
    const target = join(folder, "program.mjs");
    writeFileSync(target, program);
    const run = JSON.stringify(join(repository, "tools", "bootstrap", "run.mjs"));
    const script = join(folder, "become.mjs");
    writeFileSync(
      script,
      `import { become } from ${run};\nbecome(process.execPath, [${JSON.stringify(target)}]);\n`,
    );
    return script;
  }

  it("keep their exit code", () => {
    const script = becoming("process.exit(7);");
    expect(spawnSync(process.execPath, [script]).status).toBe(7);
  });
  it("get each signal once", async () => {
    const script = becoming(
      `let count = 0;
       process.on("SIGINT", () => { count += 1; setTimeout(() => process.exit(40 + count), 200); });
       setInterval(() => {}, 1000);
       console.log("ready");`,
    );
    const child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.once("data", () => child.kill("SIGINT"));
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(code).toBe(41);
  });
  it("are captured with both outputs, line by line", async () => {
    const lines: string[] = [];
    const program = `console.log("one"); console.error("two"); process.exitCode = 3;`;
    const onLine = (line: string) => lines.push(line);
    const result = await capture(process.execPath, ["-e", program], { onLine });
    expect(result.code).toBe(3);
    expect(lines.sort()).toEqual(["one", "two"]);
  });
});
