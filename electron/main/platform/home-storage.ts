import { statfsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join, sep } from "node:path";
import { errnoOf, systemError } from "../../shared/system-error.ts";
import type { HomeStorage } from "../services/api/settings.ts";
import type { HomePaths } from "./home.ts";

/** Sizes of a home, measured when they are asked for. */
export function homeStorage(paths: HomePaths, personHome = homedir()): HomeStorage {
  const inside = paths.root.startsWith(personHome + sep);
  return {
    place: inside ? `~${paths.root.slice(personHome.length)}` : paths.root,
    disk() {
      try {
        const { bavail, blocks, bsize } = statfsSync(paths.root);
        return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
      } catch (error) {
        throw systemError(error, "reading the disk space", { path: paths.root });
      }
    },
    bytesOf: (part) => folderBytes(paths[part]),
  };
}

/** A file that goes while it is counted counts nothing; links are not followed. */
export async function folderBytes(folder: string): Promise<number> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const sizes = await Promise.all(
      entries.map(async (entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return folderBytes(path);
        return entry.isFile() ? (await stat(path)).size : 0;
      }),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return 0;
    throw systemError(error, "measuring the home folder", { path: folder });
  }
}
