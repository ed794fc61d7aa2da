// npm run test:golden -- DIR [--json] [--backend NAME]: the engine against reference vectors of
// PyTorch, Transformers, PEFT and bitsandbytes, in the layout that resources/docs describes. The
// comparison itself is native (native/golden); this starts it and prints what it says.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { findCheck, UsageError } from "./golden-check.ts";
import {
  GoldenLineSchema,
  type GoldenResult,
  type GoldenTensor,
  goldenTable,
} from "./golden-lines.ts";

interface Options {
  directory: string;
  backend: string;
  json: boolean;
}

function parseArguments(argv: readonly string[]): Options {
  let directory: string | null = null;
  let backend = "cpu";
  let json = false;
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i] ?? "";
    if (argument === "--json") json = true;
    else if (argument === "--backend") backend = argv[++i] ?? "";
    else if (argument.startsWith("-")) throw new UsageError(`unknown option ${argument}`);
    else if (directory !== null) throw new UsageError("name one directory");
    else directory = argument;
  }
  if (directory === null) throw new UsageError("name the directory of the vectors");
  if (!existsSync(directory)) throw new UsageError(`there is no directory ${directory}`);
  if (backend !== "cpu" && backend !== "cuda") throw new UsageError("--backend is cpu or cuda");
  return { directory, backend, json };
}

/** Runs the comparison; the exit code counts too: a run that ends early has not passed. */
async function run({ directory, backend, json }: Options): Promise<boolean> {
  const child = spawn(findCheck(), [directory, "--backend", backend], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const tensors: GoldenTensor[] = [];
  let result: GoldenResult | null = null;
  for await (const text of createInterface({ input: child.stdout })) {
    if (text.trim() === "") continue;
    const line = GoldenLineSchema.parse(JSON.parse(text));
    if (json) process.stdout.write(`${text}\n`);
    if (line.type === "tensor") tensors.push(line);
    else result = line;
  }
  const code = await ended;
  if (result === null) {
    process.stderr.write(`error: the comparison ended early (${code ?? "killed"})\n`);
    return false;
  }
  if (!json) process.stdout.write(goldenTable(tensors, result));
  return code === 0 && result.failed === 0 && result.compared > 0;
}

try {
  process.exitCode = (await run(parseArguments(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`error: ${error.message}\n`);
  process.stderr.write("usage: npm run test:golden -- DIR [--json] [--backend cpu|cuda]\n");
  process.exitCode = 2;
}
