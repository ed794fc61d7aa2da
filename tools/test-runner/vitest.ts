import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildDir, nodeModules, repository } from "../bootstrap/paths.mjs";
import { type Counts, countVitest, type VitestReport } from "./counts.ts";

const reportFile = join(buildDir, "test-results", "vitest.json");

/** Runs vitest on the pinned Node. Its own report goes to the terminal, the counts come from JSON. */
export async function runVitest(args: string[]): Promise<Counts> {
  mkdirSync(join(buildDir, "test-results"), { recursive: true });
  rmSync(reportFile, { force: true });
  const code = await new Promise<number | null>((resolve, reject) => {
    const entry = join(nodeModules, "vitest", "vitest.mjs");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
    const child = spawn(process.execPath, [entry, "run", ...reporters, ...args], {
      cwd: repository,
      env: process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: "1" },
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("error", reject);
    child.on("close", resolve);
  });
  const report = existsSync(reportFile)
    ? (JSON.parse(readFileSync(reportFile, "utf8")) as VitestReport)
    : undefined;
  return countVitest(report, code === 0);
}
