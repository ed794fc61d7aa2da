/** A full disk and a read-only one, as real mounts in a namespace of the test's own. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";

const WORKER = join(import.meta.dirname, "store-disk-worker.ts");

/** Runs the worker inside a mount namespace after `mounts`; null where the system forbids it. */
function inNamespace(mounts: string, root: string, job: string): string[] | null {
  const script = `${mounts} && exec "$NODE" "$WORKER" "$ROOT" "$JOB"`;
  const env = { ...process.env, NODE: process.execPath, WORKER, ROOT: root, JOB: job };
  const run = (flags: string) =>
    spawnSync("unshare", [flags, "sh", "-c", script], { env, encoding: "utf8" });
  const allowed = (flags: string) => spawnSync("unshare", [flags, "true"]).status === 0;
  const flags = ["-m", "-rm"].find(allowed);
  if (flags === undefined) return null;
  const { status, stdout, stderr } = run(flags);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout.trim().split("\n");
}

const canMount = inNamespace("true", temporaryRoot(), "nothing") !== null;
if (!canMount) console.warn("Skipped: this system allows no mount namespaces (unshare -m).");

function temporaryRoot(): string {
  return "/nonexistent";
}

it.runIf(canMount)("says DISK_FULL, keeps what was stored and goes on once there is room", () => {
  const root = temporaryFolder();
  const lines = inNamespace('mount -t tmpfs -o size=3m none "$ROOT"', root, "fill");
  expect(lines).toEqual([
    "stored some: true",
    "fault: DISK_FULL",
    "import: DISK_FULL",
    "all stored rows are there: true",
    "store ok: true",
    "audit ok: true",
    "works again: true",
  ]);
});

it.runIf(canMount)("says READ_ONLY on a read-only disk and changes nothing", () => {
  const root = temporaryFolder();
  const mounts =
    'mount -t tmpfs -o size=8m none "$ROOT" && "$NODE" "$WORKER" "$ROOT" prepare' +
    ' && mount -o remount,ro "$ROOT"';
  expect(inNamespace(mounts, root, "open")).toEqual(["prepared", "fault: READ_ONLY --home"]);
});
