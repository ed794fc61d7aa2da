import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { extname, join } from "node:path";
import { AppError } from "../../shared/errors.ts";
import { errnoOf, systemError } from "../../shared/system-error.ts";
import type { FolderFile, WatchFiles } from "../services/watch-ports.ts";

/** Names that writers give to files they have not finished. */
const UNFINISHED = /^\.|^~|~$|\.(tmp|part|partial|crdownload|filepart|lock)$/i;

export const watchFiles: WatchFiles = {
  prepare(folder) {
    try {
      if (!lstatSync(folder).isDirectory()) throw notAFolder(folder);
      for (const place of ["done", "failed"]) mkdirSync(join(folder, place), { recursive: true });
      accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    } catch (error) {
      throw systemError(error, "preparing the watched folder", { path: folder });
    }
  },
  list(folder) {
    try {
      const names = readdirSync(folder)
        .filter((name) => !UNFINISHED.test(name))
        .sort();
      return names.flatMap((name) => fileAt(folder, name));
    } catch (error) {
      throw systemError(error, "looking at the watched folder", { path: folder });
    }
  },
  moveTo(folder, place, file, reason) {
    try {
      const target = freePath(join(folder, place), file.name);
      mkdirSync(join(folder, place), { recursive: true });
      if (reason !== null) writeFileSync(`${target}.reason.txt`, `${reason}\n`, { mode: 0o600 });
      renameSync(file.path, target);
    } catch (error) {
      throw systemError(error, "moving a file out of the watched folder", { path: file.path });
    }
  },
};

/** Links are not followed: a link could point at any file of the machine. */
function fileAt(folder: string, name: string): FolderFile[] {
  const path = join(folder, name);
  try {
    const stats = lstatSync(path);
    if (!stats.isFile()) return [];
    return [{ name, path, bytes: stats.size, changedAt: stats.mtimeMs }];
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return [];
    throw error;
  }
}

/** "orders.csv", "orders (2).csv": what came before is not written over. */
function freePath(folder: string, name: string): string {
  const end = extname(name);
  const stem = name.slice(0, name.length - end.length);
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? name : `${stem} (${number})${end}`);
    if (!existsSync(path)) return path;
  }
}

function notAFolder(path: string): AppError {
  return new AppError("INVALID_INPUT", "This is not a folder.", {
    field: "folder",
    hint: "Choose the folder into which the orders are exported.",
    path,
  });
}
