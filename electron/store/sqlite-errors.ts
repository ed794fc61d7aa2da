import Database from "better-sqlite3";
import { AppError, type AppErrorCode } from "../shared/errors.ts";

const BY_CODE: readonly (readonly [string, AppErrorCode, string, string])[] = [
  ["SQLITE_FULL", "DISK_FULL", "The disk is full.", "Free some space; nothing stored was lost."],
  [
    "SQLITE_READONLY",
    "READ_ONLY",
    "The store cannot be written.",
    "Check that the home folder is on a writable disk and belongs to you.",
  ],
  [
    "SQLITE_CANTOPEN",
    "PERMISSION_DENIED",
    "The store cannot be opened.",
    "Check that the home folder exists and belongs to you.",
  ],
  ["SQLITE_PERM", "PERMISSION_DENIED", "The store cannot be opened.", "Check its permissions."],
  ["SQLITE_BUSY", "STORE_LOCKED", "The store is in use.", "Wait for the other program to end."],
  ["SQLITE_LOCKED", "STORE_LOCKED", "The store is in use.", "Wait for the other program to end."],
  [
    "SQLITE_NOTADB",
    "CORRUPT",
    "The store is damaged: a page fails its check.",
    "Restore the home folder from a backup.",
  ],
  [
    "SQLITE_CORRUPT",
    "CORRUPT",
    "The store is damaged: a page fails its check.",
    "Restore the home folder from a backup.",
  ],
  ["SQLITE_NOMEM", "OUT_OF_MEMORY", "Not enough memory for the store.", "Close other programs."],
  ["SQLITE_TOOBIG", "TOO_LARGE", "A value is too large to be stored.", "Shorten the text."],
  ["SQLITE_CONSTRAINT", "CONFLICT", "The store refused the change.", ""],
  ["SQLITE_IOERR", "IO", "The disk failed while the store was in use.", "Check the disk."],
];

/** A database error as an AppError; its text can quote values, so only its code is kept. */
export function storeError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const sqlite = error.code;
  const [, code, message, hint] = BY_CODE.find(([prefix]) => sqlite.startsWith(prefix)) ?? [
    "",
    "INTERNAL" as const,
    "The store failed.",
    "",
  ];
  return new AppError(code, message, { hint, details: { sqlite }, cause: error });
}

/** Runs `work`, with database errors translated. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeError(error);
  }
}
