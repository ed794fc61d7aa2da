// npm run test:gpu [-- --real]: everything that proves the CUDA backend, on the card of this machine: the
// op tables on CPU and GPU, whole runs, runs that are killed and resumed, refused allocations, a full
// card, reference vectors, every kernel, planned against measured memory. --real adds the settings of
// 1 to 8 billion parameters to the last.
//
// Exit code 0: all passed. 1: something failed. 77: there is no card that can be used, and nothing was
// tested.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { nativeDir } from "../../electron/trainer-process/loader.ts";
import { addCounts, type Counts, countsLine, noTests } from "../../tools/test-runner/counts.ts";
import { runNativeTests } from "../../tools/test-runner/native.ts";
import { goldenOutcome, gridOutcome, kernelsOutcome, type Outcome } from "./parts.ts";

const NOTHING_TESTED = 77; // Automake's and Meson's code of a skipped test
const SUITES = [
  "Cuda*",
  "Agreement*",
  "PlanCard*",
  "Op*",
  "*OnIsa*",
  "*TrainOnCuda*",
  "*KillResume*",
  "*AllocationFailure*",
  "FullCard*",
  "*QuantizedCache*",
];
const MOST_OUTPUT = 64 * 2 ** 20;

function program(name: string): string {
  const path = join(nativeDir(), name);
  if (existsSync(path)) return path;
  return endUntested(`${name} is not built: the build found no nvcc, or was not made.`);
}

function endUntested(reason: string): never {
  process.stderr.write(`Nothing was tested: ${reason}\n`);
  process.exit(NOTHING_TESTED);
}

function start(name: string, args: readonly string[]) {
  const path = program(name);
  const run = spawnSync(path, args, {
    encoding: "utf8",
    maxBuffer: MOST_OUTPUT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (run.error !== undefined) throw run.error;
  return run;
}

/** Ends the program, in words, where no card can be used. */
function requireCard(): void {
  const probe = start("memory_grid", ["--probe", "1"]);
  if (probe.status === 0) {
    const device = JSON.parse(probe.stdout) as { name: string; isa: string };
    process.stdout.write(`${device.name} (${device.isa})\n`);
    return;
  }
  if (probe.status !== NOTHING_TESTED) process.stderr.write(probe.stderr);
  endUntested(probe.stderr.replace(/^nothing was measured: /, "").trim());
}

function tell(name: string, { counts, failures }: Outcome): Counts {
  for (const failure of failures) process.stdout.write(`${failure}\n`);
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} too large for this card` : "";
  process.stdout.write(`${name}: ${countsLine(counts)}${skipped}\n`);
  return counts;
}

function golden(): Counts {
  const vectors = fileURLToPath(new URL("../golden/vectors", import.meta.url));
  const { stdout, status } = start("golden_check", [vectors, "--backend", "cuda"]);
  return tell("reference vectors", goldenOutcome(stdout, status));
}

function kernels(): Counts {
  const folder = mkdtempSync(join(tmpdir(), "differential-kernels-"));
  try {
    const file = join(folder, "kernels.json");
    const { status } = start("cuda_kernels", [join(nativeDir(), "backends"), file, "check"]);
    const report = existsSync(file) ? readFileSync(file, "utf8") : null;
    return tell("kernels", kernelsOutcome(report, status));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function memory(real: boolean): Counts {
  const only = real ? "all" : "small";
  const { stdout, status } = start("memory_grid", ["--only", only, "--jobs", "4"]);
  return tell("planned and measured memory", gridOutcome(stdout, status));
}

const unknown = process.argv.slice(2).filter((argument) => argument !== "--real");
if (unknown.length > 0) {
  process.stderr.write(
    `error: unknown option ${unknown[0]}\nusage: npm run test:gpu [-- --real]\n`,
  );
  process.exit(2);
}
requireCard();
process.env.DIFFERENTIAL_TEST_WHOLE_CARD = "1"; // one test fills the card; nothing else runs here now
let total = noTests;
total = addCounts(total, await runNativeTests([`--gtest_filter=${SUITES.join(":")}`], false));
total = addCounts(total, golden());
total = addCounts(total, kernels());
total = addCounts(total, memory(process.argv.includes("--real")));
process.stdout.write(`${countsLine(total)}\n`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
