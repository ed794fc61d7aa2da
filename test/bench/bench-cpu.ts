// npm run bench:cpu [-- --json] [-- arguments of the benchmark]
//
// Runs the native benchmark: QDoRA training and generation of a 12 M Llama shape, and the best
// float32 matrix product of the same threads, measured in the same run.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { plainStyle } from "../../electron/cli/output/style.ts";
import { pairs } from "../../electron/cli/output/table.ts";
import { figuresOf } from "./bench-figures.ts";

const LineSchema = z.looseObject({ type: z.string() });
const ResultSchema = LineSchema.extend({
  trainTokensPerS: z.number(),
  trainFlopShareOfSgemm: z.number(),
  decodeTokensPerS: z.number(),
});

const built = fileURLToPath(new URL("../../build/native", import.meta.url));
const program = join(process.env.DIFFERENTIAL_NATIVE_DIR ?? built, "differential_bench");
const json = process.argv.includes("--json");
const args = process.argv.slice(2).filter((arg) => arg !== "--json");

function fail(message: string): never {
  if (json) process.stdout.write(`${JSON.stringify({ type: "error", code: "ENGINE", message })}\n`);
  else process.stderr.write(`Error: ${message}\n`);
  process.exit(1);
}

function parse(line: string): z.infer<typeof LineSchema> {
  try {
    return LineSchema.parse(JSON.parse(line));
  } catch {
    fail(`the benchmark printed a line that is no JSON object: ${line.slice(0, 200)}`);
  }
}

if (!existsSync(program)) fail("the benchmark is not built: run `npm run build`.");
const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
const ended = new Promise<number>((resolve) => {
  child.on("error", (error) => fail(`the benchmark cannot be started: ${error.message}`));
  child.on("close", (code, signal) => resolve(signal === null ? (code ?? 1) : 1));
});

let last: unknown;
for await (const text of createInterface({ input: child.stdout })) {
  const line = parse(text);
  last = line;
  if (json) process.stdout.write(`${text}\n`);
  else if (line.type !== "result") process.stderr.write(`${inOneLine(line)}\n`);
}
const code = await ended;
const result = ResultSchema.safeParse(last);
if (!result.success) fail(`the benchmark ended with code ${code} and without its figures.`);
if (!json) process.stdout.write(`${pairs(figuresOf(result.data), plainStyle)}\n`);
process.exitCode = code;

function inOneLine(line: z.infer<typeof LineSchema>): string {
  const figures = figuresOf(line).map(([name, value]) => `${name} ${value}`);
  return `${line.type}: ${figures.join(", ")}`;
}
