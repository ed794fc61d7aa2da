/** Numbered, never edited: each runs once, in its own transaction, and its text is remembered. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../shared/errors.ts";
import type { Connection } from "./connection.ts";

export interface Migration {
  readonly number: number;
  readonly sql: string;
  readonly sha256: string;
}

export const MIGRATIONS_DIR = join(import.meta.dirname, "migrations");

export function loadMigrations(dir = MIGRATIONS_DIR): Migration[] {
  const files = readdirSync(dir)
    .filter((file) => file.endsWith(".sql"))
    .sort();
  return files.map((file, index) => {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1]);
    if (number !== index + 1) {
      throw new AppError("INTERNAL", `Migration ${file} is out of order.`);
    }
    const sql = readFileSync(join(dir, file), "utf8");
    return { number, sql, sha256: createHash("sha256").update(sql).digest("hex") };
  });
}

/** Refuses a store written by a newer program. Call before the file is opened for writing. */
export function assertNotNewer(schema: number, migrations: readonly Migration[]): void {
  if (schema <= migrations.length) return;
  throw new AppError("STORE_NEWER", "The store was written by a newer version of this program.", {
    hint: "Install the newer version; this one left the store untouched.",
    details: { storeSchema: schema, knownSchema: migrations.length },
  });
}

/** Brings the store to the newest schema. */
export function migrate(
  connection: Connection,
  migrations: readonly Migration[],
  now: number,
): void {
  const present = connection.pragma<number>("user_version");
  assertNotNewer(present, migrations);
  assertUnedited(connection, migrations.slice(0, present));
  for (const migration of migrations.slice(present)) {
    connection.transaction(() => {
      connection.exec(migration.sql);
      connection.run(
        "INSERT INTO migration (number, sha256, applied_at) VALUES (?, ?, ?)",
        migration.number,
        migration.sha256,
        now,
      );
      connection.exec(`PRAGMA user_version = ${migration.number}`);
    });
  }
}

function assertUnedited(connection: Connection, applied: readonly Migration[]): void {
  if (applied.length === 0) return;
  const rows = connection.all<{ number: number; sha256: string }>(
    "SELECT number, sha256 FROM migration ORDER BY number",
  );
  for (const migration of applied) {
    if (rows[migration.number - 1]?.sha256 !== migration.sha256) {
      throw new AppError("INTERNAL", `Migration ${migration.number} was edited after its release.`);
    }
  }
}
