/**
 * One writing process per home. The lock is the kernel's own, taken through an empty database file:
 * it ends with the process, whatever ends the process, so there is no stale lock to judge by
 * process numbers, which other machines and reused numbers would make a guess.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import Database from "better-sqlite3";
import { AppError } from "../shared/errors.ts";
import { guarded, storeError } from "./sqlite-errors.ts";

export interface HomeLock {
  release(): void;
}

/** STORE_LOCKED when another process, or another store of this one, holds the home. */
export function acquireHomeLock(file: string): HomeLock {
  const db = guarded(() => new Database(file, { timeout: 0 }));
  try {
    // No journal file: the lock file is never written.
    db.pragma("journal_mode=MEMORY");
    db.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    db.close();
    const translated = storeError(error);
    if (translated instanceof AppError && translated.code === "STORE_LOCKED") {
      throw lockedError(holderFile(file));
    }
    throw translated;
  }
  writeHolder(holderFile(file));
  return { release: () => guarded(() => db.close()) };
}

function holderFile(file: string): string {
  return `${file}-holder.json`;
}

function writeHolder(file: string): void {
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, host: hostname() }), { mode: 0o600 });
  } catch {
    // The file only makes a message friendlier; the lock itself is held.
  }
}

function lockedError(file: string): AppError {
  let holder = "";
  try {
    const { pid, host } = JSON.parse(readFileSync(file, "utf8"));
    if (Number.isInteger(pid) && typeof host === "string") holder = ` (process ${pid} on ${host})`;
  } catch {
    // Unknown holder: the message goes without.
  }
  return new AppError("STORE_LOCKED", `Another process${holder} is using this home.`, {
    hint: "Wait for it to end, or close the other program.",
    field: "--home",
  });
}
