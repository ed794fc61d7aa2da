import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { withSetupLock } from "./lock.mjs";

let folder = "";
let lockFile = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "setup-lock-"));
  lockFile = join(folder, "setup.lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("lets one command in at a time", async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await sleep(20);
    inside -= 1;
  };
  await Promise.all([1, 2, 3].map(() => withSetupLock(work, lockFile)));
  expect(most).toBe(1);
  expect(existsSync(lockFile)).toBe(false);
});

it("takes over the lock of a process that is gone", async () => {
  const gone = spawnSync(process.execPath, ["-e", ""]).pid;
  writeFileSync(lockFile, String(gone));
  expect(await withSetupLock(async () => "done", lockFile)).toBe("done");
});

it("is released when the work fails", async () => {
  const work = async () => {
    throw new Error("no space left");
  };
  await expect(withSetupLock(work, lockFile)).rejects.toThrow("no space left");
  expect(existsSync(lockFile)).toBe(false);
});
