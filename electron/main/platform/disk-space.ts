import { statfsSync } from "node:fs";
import { AppError } from "../../shared/errors.ts";
import { systemError } from "../../shared/system-error.ts";

/** A save needs room for what it replaces too, and the file system keeps some for itself. */
const MARGIN = 1.2;

/** Bytes this user may still write on the disk of `folder`. */
export function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch (error) {
    throw systemError(error, "reading the free disk space", { path: folder });
  }
}

/** Throws DISK_FULL, before anything is written, when `bytes` and a margin do not fit. */
export function requireFreeBytes(folder: string, bytes: number, what: string): void {
  const needed = Math.ceil(bytes * MARGIN);
  const free = freeBytes(folder);
  if (free >= needed) return;
  throw new AppError("DISK_FULL", `Not enough disk space for ${what}.`, {
    hint: `Free at least ${Math.ceil((needed - free) / 1e6)} MB and try again; nothing was written.`,
    details: { neededBytes: needed, freeBytes: free },
    path: folder,
  });
}
