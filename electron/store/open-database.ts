/**
 * Opening the encrypted file. What must hold on every open is set and then read back, because a
 * pragma that SQLite does not know or cannot obey is ignored without an error.
 */
import { closeSync, existsSync, openSync, readSync } from "node:fs";
import Database from "better-sqlite3";
import { AppError } from "../shared/errors.ts";
import { systemError } from "../shared/system-error.ts";
import { guarded } from "./sqlite-errors.ts";

const PLAIN_HEADER = "SQLite format 3\0";
const BUSY_MS = 5000;

/** name, value to set, value to read back. A reopened WAL file falls to synchronous=NORMAL. */
const PRAGMAS: readonly (readonly [string, string, string | number])[] = [
  ["journal_mode", "WAL", "wal"],
  ["synchronous", "FULL", 2],
  ["temp_store", "MEMORY", 2],
  ["foreign_keys", "ON", 1],
  ["secure_delete", "ON", 1],
  ["mmap_size", "0", 0],
  ["trusted_schema", "OFF", 0],
  ["cell_size_check", "ON", 1],
  ["journal_size_limit", String(64 << 20), 64 << 20],
];

export type OpenMode = "write" | "read";

/** A keyed connection with every pragma asserted. The schema is not looked at. */
export function openDatabase(file: string, key: Uint8Array, mode: OpenMode): Database.Database {
  const db = keyed(file, key, mode === "read");
  try {
    guarded(() => {
      for (const [name, value, expected] of PRAGMAS) {
        if (mode === "read" && name === "journal_mode") continue;
        db.pragma(`${name}=${value}`);
        const actual = db.pragma(name, { simple: true });
        if (actual !== expected) {
          throw new AppError("INTERNAL", `The store could not be set up: ${name} is ${actual}.`);
        }
      }
      if (mode === "read") db.pragma("query_only=ON");
    });
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Looks at an existing file through a connection that cannot write: STORE_KEY_WRONG, or its schema
 * number. Null when there is no file yet.
 */
export function probeDatabase(file: string, key: Uint8Array): { schema: number } | null {
  if (!existsSync(file)) return null;
  assertNotPlain(file);
  const db = keyed(file, key, true);
  try {
    return { schema: readSchema(db) };
  } finally {
    db.close();
  }
}

/** The proof that the file is encrypted: it is not plain and a wrong key does not open it. */
export function assertEncrypted(file: string, key: Uint8Array): void {
  assertNotPlain(file);
  const db = keyed(
    file,
    key.map((byte) => byte ^ 0xff),
    true,
  );
  try {
    readSchema(db);
  } catch (error) {
    if (error instanceof AppError && error.code === "STORE_KEY_WRONG") return;
    throw error;
  } finally {
    db.close();
  }
  throw new AppError("INTERNAL", "The store opens with a wrong key: it is not encrypted.");
}

function keyed(file: string, key: Uint8Array, readonly: boolean): Database.Database {
  if (key.length !== 32) throw new AppError("INTERNAL", "The store key must have 32 bytes.");
  const db = guarded(() => new Database(file, { readonly, timeout: BUSY_MS }));
  // "raw:" hands the bytes to the cipher as they are: the key is random, stretching adds nothing.
  const raw = Buffer.from(`raw:${Buffer.from(key).toString("hex")}`);
  try {
    guarded(() => {
      db.pragma("cipher='chacha20'");
      db.key(raw);
    });
    return db;
  } catch (error) {
    db.close();
    throw error;
  } finally {
    raw.fill(0);
  }
}

function readSchema(db: Database.Database): number {
  try {
    return db.pragma("user_version", { simple: true }) as number;
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || error.code !== "SQLITE_NOTADB") {
      return guarded(() => {
        throw error;
      });
    }
    throw new AppError("STORE_KEY_WRONG", "The key does not open the store.", {
      hint: "Check the passphrase and the home folder; a damaged first page looks the same.",
      cause: error,
    });
  }
}

function assertNotPlain(file: string): void {
  const head = Buffer.alloc(16);
  try {
    const fd = openSync(file, "r");
    try {
      readSync(fd, head, 0, 16, 0);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    throw systemError(error, "opening the store", { path: file });
  }
  if (head.toString("latin1") === PLAIN_HEADER) {
    throw new AppError("CORRUPT", "The store file is not encrypted; it will not be used.", {
      hint: "This is not a store of this program. Choose another home folder.",
    });
  }
}
