/** The home folder: everything the program keeps lies under it. */
import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { AppError } from "../../shared/errors.ts";
import { errnoOf, systemError } from "../../shared/system-error.ts";

export interface HomePaths {
  readonly root: string;
  readonly store: string;
  readonly storeFile: string;
  readonly storeLock: string;
  readonly auditHead: string;
  readonly keys: string;
  readonly keyFile: string;
  readonly models: string;
  readonly runs: string;
  readonly logs: string;
}

/** --home, else DIFFERENTIAL_HOME, else the data folder of the platform. */
export function resolveHome(
  flag: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string {
  const chosen = flag ?? env.DIFFERENTIAL_HOME;
  if (chosen !== undefined) {
    if (chosen.trim() === "" || chosen.includes("\0")) {
      throw new AppError("INVALID_INPUT", "The home folder is an empty or impossible path.", {
        field: flag === undefined ? "DIFFERENTIAL_HOME" : "--home",
        hint: "Name a folder, for example --home ./my-home.",
      });
    }
    return resolve(chosen);
  }
  if (platform === "win32" && env.APPDATA) return join(env.APPDATA, "differential");
  if (platform === "darwin") return join(homedir(), "Library/Application Support/differential");
  return join(env.XDG_DATA_HOME || join(homedir(), ".local/share"), "differential");
}

export function homePaths(root: string): HomePaths {
  const store = join(root, "store");
  const keys = join(root, "keys");
  return {
    root,
    store,
    storeFile: join(store, "differential.db"),
    storeLock: join(store, "lock"),
    auditHead: join(store, "audit-head.json"),
    keys,
    keyFile: join(keys, "store-key.json"),
    models: join(root, "models"),
    runs: join(root, "runs"),
    logs: join(root, "logs"),
  };
}

/** The folders of a home, made where missing, for this user alone. */
export function prepareHome(root: string): HomePaths {
  const paths = homePaths(root);
  try {
    for (const folder of [root, paths.store, paths.keys, paths.models, paths.runs, paths.logs]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    }
  } catch (error) {
    if (errnoOf(error) === "EEXIST" || errnoOf(error) === "ENOTDIR") {
      throw new AppError("INVALID_INPUT", "The home is not a folder.", {
        field: "--home",
        hint: "Name a folder, or a path where one can be made.",
        path: root,
        cause: error,
      });
    }
    throw systemError(error, "preparing the home folder", { path: root, field: "--home" });
  }
  return paths;
}

/** True when this home has been used before. */
export function homeHasStore(paths: HomePaths): boolean {
  return statSync(paths.storeFile, { throwIfNoEntry: false }) !== undefined;
}
