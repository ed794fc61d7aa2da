import { spawnSync } from "node:child_process";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "./temporary-folder.ts";

export interface SmallDisk {
  readonly path: string;
  readonly makeReadOnly: () => void;
  readonly resize: (bytes: number) => void;
}

/**
 * A disk of its own with this many bytes, gone when the test ends; null where this user may not
 * mount one (it takes root).
 */
export function smallDisk(bytes: number): SmallDisk | null {
  const path = temporaryFolder();
  const mount = (options: string) =>
    spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", path], { stdio: "ignore" });
  if (process.getuid?.() !== 0 || mount(`size=${bytes}`).status !== 0) return null;
  onTestFinished(() => {
    spawnSync("umount", [path], { stdio: "ignore" });
  });
  const remount = (options: string) => {
    if (mount(`remount,${options}`).status !== 0) throw new Error(`cannot remount with ${options}`);
  };
  return {
    path,
    makeReadOnly: () => remount("ro"),
    resize: (to) => remount(`size=${to}`),
  };
}
