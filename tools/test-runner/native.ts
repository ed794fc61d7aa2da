import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildDir } from "../bootstrap/paths.mjs";
import { type Counts, countGoogleTest, countsLine, noTests } from "./counts.ts";

/** Lines of the tests that did not pass: from a test's start to its result. */
export function failedParts(output: string): string {
  const kept: string[] = [];
  let part: string[] = [];
  for (const line of output.split("\n")) {
    if (/^\[ RUN/.test(line)) part = [];
    part.push(line);
    if (/^\[ +OK/.test(line)) part = [];
    else if (/^\[ +FAILED .*\(\d+ ms\)$/.test(line)) {
      kept.push(...part);
      part = [];
    }
  }
  // What follows the last result belongs to a test that never ended.
  if (!/^\[=+\] .* ran\./m.test(output)) kept.push(...part);
  return kept.join("\n");
}

/** Runs native_tests and shows the failures alone. */
export async function runNativeTests(args: string[], sanitize: boolean): Promise<Counts> {
  const folder = join(buildDir, sanitize ? "native-sanitize" : "native");
  const program = join(folder, "native_tests");
  if (!existsSync(program)) {
    process.stdout.write("native: there are no native tests\n");
    return noTests;
  }
  const { output, code, signal, seconds } = await runToEnd(program, args);
  const counts = countGoogleTest(output, code === 0);
  if (counts.failed > 0) process.stdout.write(`${failedParts(output)}\n`);
  if (signal !== null) process.stdout.write(`native_tests ended with ${signal}\n`);
  else if (code !== 0 && code !== 1) process.stdout.write(`native_tests ended with code ${code}\n`);
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
  process.stdout.write(`native: ${countsLine(counts)}${skipped} (${seconds.toFixed(1)} s)\n`);
  return counts;
}

interface Ending {
  output: string;
  code: number | null;
  signal: NodeJS.Signals | null;
  seconds: number;
}

function runToEnd(program: string, args: string[]): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const started = Date.now();
    const child = spawn(program, ["--gtest_color=no", ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      resolve({ output, code, signal, seconds: (Date.now() - started) / 1000 });
    });
  });
}
