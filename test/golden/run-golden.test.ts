/** The comparison with reference vectors itself: it sees one changed value, and says wrong usage. */
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";

const RUN = join(import.meta.dirname, "run-golden.ts");
const VECTORS = join(import.meta.dirname, "vectors");

function golden(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [RUN, ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

it("one changed value is one failure, by name, and exit code 1", () => {
  const folder = temporaryFolder();
  cpSync(VECTORS, folder, { recursive: true });
  const path = join(folder, "llama-untied-gqa", "base.safetensors");
  const bytes = readFileSync(path);
  const header = JSON.parse(bytes.subarray(8, 8 + Number(bytes.readBigUInt64LE())).toString());
  const [begin] = header.loss.data_offsets as [number];
  const at = 8 + Number(bytes.readBigUInt64LE()) + begin;
  bytes.writeFloatLE(bytes.readFloatLE(at) * 1.01, at);
  writeFileSync(path, bytes);
  const { status, stdout } = golden(folder);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^FAILED llama-untied-gqa.*loss/m);
  expect(stdout).toMatch(/1 failed$/m);
});

it("says what is wrong with the way it is called", () => {
  expect(golden()).toMatchObject({ status: 2, stderr: expect.stringContaining("usage") });
  expect(golden("/nonexistent")).toMatchObject({ status: 2 });
  expect(golden(temporaryFolder())).toMatchObject({ status: 1 });
});
