import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { systemError } from "../../shared/system-error.ts";
import { fsyncFolder } from "./atomic-file.ts";
import { requireFreeBytes } from "./disk-space.ts";

/**
 * Copies the named files into a folder that appears whole or not at all; nothing is done when it is
 * there. A home must not lean on the place the program is installed at: that moves with updates.
 */
export function installFolder(
  source: string,
  names: readonly string[],
  target: string,
  bytes: number,
): void {
  if (existsSync(target)) return;
  const parent = dirname(target);
  const temporary = `${target}.tmp`;
  try {
    mkdirSync(parent, { recursive: true, mode: 0o700 });
    rmSync(temporary, { recursive: true, force: true });
    requireFreeBytes(parent, bytes, "the bundled base model");
    mkdirSync(temporary, { mode: 0o700 });
    const present = new Set(readdirSync(source));
    for (const name of names.filter((n) => present.has(n))) {
      cpSync(join(source, name), join(temporary, name));
    }
    fsyncFolder(temporary);
    renameSync(temporary, target);
    fsyncFolder(parent);
  } catch (error) {
    throw systemError(error, "copying the bundled base model into the home", { path: target });
  }
}
