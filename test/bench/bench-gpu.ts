// npm run bench:gpu -- --shape llama3-8b --method qdora --seq 2048 --batch 8 --rank 64 --steps 6
//
// Trains a synthetic model of that shape on the GPU and prints one JSON line: tokens per second, step
// milliseconds, peak and planned bytes, and the matrix product ceiling measured in the same run.
// Further options: those of native/bench/bench_main.cpp.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const ResultSchema = z.looseObject({
  type: z.literal("result"),
  trainTokensPerS: z.number(),
  stepMsMedian: z.number(),
  stepMsMin: z.number(),
  stepMsMax: z.number(),
  peakBytes: z.number(),
  planBytes: z.number(),
  matmulGflops: z.number(),
});

function fail(message: string): never {
  process.stderr.write(`Error: ${message}\n`);
  process.exit(1);
}

const built = fileURLToPath(new URL("../../build/native", import.meta.url));
const program = join(process.env.DIFFERENTIAL_NATIVE_DIR ?? built, "differential_bench");
if (!existsSync(program)) fail("the benchmark is not built: run `npm run build`.");

// Defaults before what was asked for: the last of two equal options holds.
const defaults = ["--backend", "cuda", "--checkpointing", "full", "--optimizer", "adamw8"];
const once = ["--rounds", "1", "--decode", "0"];
const args = process.argv.slice(2).filter((arg) => arg !== "--json");
const run = spawnSync(program, [...defaults, ...once, ...args], {
  encoding: "utf8",
  stdio: ["ignore", "pipe", "inherit"],
});
if (run.error !== undefined) fail(`the benchmark cannot be started: ${run.error.message}`);
const last = run.stdout.trimEnd().split("\n").at(-1) ?? "";
if (run.status !== 0 || last === "") process.exit(run.status ?? 1);
const result = ResultSchema.safeParse(JSON.parse(last));
if (!result.success) fail("the benchmark ended without its figures.");
process.stdout.write(`${last}\n`);
