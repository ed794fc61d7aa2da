import { existsSync } from "node:fs";
import { join } from "node:path";
import { nativeDir } from "../../electron/trainer-process/loader.ts";

export class UsageError extends Error {}

/** The native executable that compares: built beside the engine. */
export function findCheck(): string {
  const name = process.platform === "win32" ? "golden_check.exe" : "golden_check";
  const path = join(nativeDir(), name);
  if (existsSync(path)) return path;
  throw new UsageError("golden_check is not built: run `npm run build`");
}
