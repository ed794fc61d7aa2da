import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AppError } from "../shared/errors.ts";
import type { NativeAddon } from "./addon-types.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** Folder of the engine: DIFFERENTIAL_NATIVE_DIR (another build of it), else build/native. */
export function nativeDir(environment: NodeJS.ProcessEnv = process.env): string {
  return environment.DIFFERENTIAL_NATIVE_DIR ?? join(repository, "build", "native");
}

/** Loads the engine; its backends lie beside it and are found by the engine itself. */
export function loadAddon(folder = nativeDir()): NativeAddon {
  const path = join(folder, "differential.node");
  if (!existsSync(path)) {
    throw new AppError("ENGINE", "The native engine is not built.", {
      field: "differential.node",
      hint: "The installation is incomplete: install the program again, or build it (npm run build).",
      path,
    });
  }
  try {
    return createRequire(import.meta.url)(path) as NativeAddon;
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : "";
    throw new AppError("ENGINE", `The native engine cannot be loaded: ${reason}`, {
      field: "differential.node",
      hint: "It was built for another system or is damaged: install or build it again.",
      path,
      cause,
    });
  }
}
