// The engine against the reference vectors: a small copy that always runs, and the whole shared set
// where it lies beside the repository.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);
const script = fileURLToPath(new URL("./run-golden.ts", import.meta.url));
const local = fileURLToPath(new URL("./vectors", import.meta.url));
const shared = fileURLToPath(new URL("../../../shared/golden/decoder", import.meta.url));

async function compare(directory: string) {
  const { stdout } = await run(process.execPath, [script, directory, "--json"], {
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}

it("meets the vectors kept in the repository", async () => {
  const result = await compare(local);
  expect(result).toMatchObject({ type: "result", failed: 0 });
  expect(result.compared).toBeGreaterThan(400);
}, 120_000);

it.skipIf(!existsSync(shared))(
  "meets every shared vector",
  async () => {
    const result = await compare(shared);
    expect(result).toMatchObject({ type: "result", failed: 0 });
    expect(result.compared).toBeGreaterThan(3000);
  },
  300_000,
);
