// Two commands started at once must not install or build into the same folders.
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildDir } from "./paths.mjs";

const setupLock = join(buildDir, "setup.lock");

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/** @param {string} lockFile */
function tryAcquire(lockFile) {
  // Made complete beside its place and linked there: nobody ever reads a lock without its owner.
  const own = `${lockFile}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, lockFile);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * @param {string} lockFile
 * @returns {number | undefined} the process that holds the lock; undefined when none does any more
 */
function holder(lockFile) {
  try {
    const owner = Number(readFileSync(lockFile, "utf8"));
    if (isAlive(owner)) return owner;
    rmSync(lockFile, { force: true });
  } catch {
    // released meanwhile
  }
  return undefined;
}

/**
 * @template T
 * @param {() => Promise<T>} work
 * @param {string} [lockFile]
 * @returns {Promise<T>}
 */
export async function withSetupLock(work, lockFile = setupLock) {
  mkdirSync(dirname(lockFile), { recursive: true });
  for (let round = 1; !tryAcquire(lockFile); round += 1) {
    const owner = holder(lockFile);
    if (owner === undefined) continue;
    if (round === 10) {
      process.stderr.write(`waiting for process ${owner} to end its set-up (${lockFile}) ...\n`);
    }
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}
