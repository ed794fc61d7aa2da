import { createHash, randomBytes } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { addDataset, addRun, row } from "../../test/support/store-rows.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { temporaryStore } from "../../test/support/temporary-store.ts";
import { AppError } from "../shared/errors.ts";
import { MIGRATIONS_DIR } from "./migrate.ts";
import { assertEncrypted, openDatabase } from "./open-database.ts";
import { openStore } from "./open-store.ts";

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
  return "nothing thrown";
}

const sha = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");

describe("opening", () => {
  it("sets every pragma on the first open and on a reopened file", () => {
    const { options, reopen } = temporaryStore();
    for (const _ of [1, 2]) {
      reopen().close();
      const db = openDatabase(options.file, options.key, "write");
      const read = (name: string) => db.pragma(name, { simple: true });
      expect(read("journal_mode")).toBe("wal");
      expect(read("synchronous")).toBe(2);
      expect(read("temp_store")).toBe(2);
      expect(read("foreign_keys")).toBe(1);
      expect(read("secure_delete")).toBe(1);
      expect(read("mmap_size")).toBe(0);
      expect(read("cipher")).toBe("chacha20");
      db.close();
    }
  });

  it("refuses a wrong key and leaves the file as it was", () => {
    const { store, options } = temporaryStore();
    addRun(store);
    store.close();
    const before = sha(options.file);
    expect(codeOf(() => openStore({ ...options, key: randomBytes(32) }))).toBe("STORE_KEY_WRONG");
    expect(sha(options.file)).toBe(before);
  });

  it("refuses a plain SQLite file, whoever made it", () => {
    const file = join(temporaryFolder(), "store.db");
    const plain = new Database(file);
    plain.exec("CREATE TABLE t (a)");
    plain.close();
    const options = { file, auditHead: `${file}-head`, key: randomBytes(32), actor: "tester" };
    expect(codeOf(() => openStore({ ...options, mode: "write" }))).toBe("CORRUPT");
    expect(() => assertEncrypted(file, options.key)).toThrow(/not encrypted/);
  });

  it("keeps no plain SQLite header", () => {
    const { store, options } = temporaryStore();
    addRun(store);
    expect(readFileSync(options.file).subarray(0, 15).toString()).not.toBe("SQLite format 3");
  });

  it("refuses a newer schema untouched, an unclean close included", () => {
    const { store, options } = temporaryStore();
    addRun(store);
    store.close();
    const db = openDatabase(options.file, options.key, "write");
    db.pragma("user_version = 999");
    // Left open: the write-ahead log stays, as after a crash.
    const files = [options.file, `${options.file}-wal`];
    const before = files.map(sha);
    expect(codeOf(() => openStore(options))).toBe("STORE_NEWER");
    expect(files.map(sha)).toEqual(before);
    db.close();
  });

  it("keeps a migration that fails out as a whole", () => {
    const { store, options, reopen, folder } = temporaryStore();
    const hash = addDataset(store, "notes", [row("1", "chest pain")]);
    const known = readdirSync(MIGRATIONS_DIR);
    for (const file of known) copyFileSync(join(MIGRATIONS_DIR, file), join(folder, file));
    const number = String(known.length + 1).padStart(4, "0");
    const next = join(folder, `${number}-next.sql`);
    writeFileSync(next, "CREATE TABLE later (a); INSERT INTO missing VALUES (1);");
    const newer = { ...options, migrationsDir: folder };
    store.close();
    expect(codeOf(() => openStore(newer))).toBe("INTERNAL");
    writeFileSync(next, "CREATE TABLE later (a);");
    const migrated = reopen({ migrationsDir: folder });
    expect([...migrated.datasets.rows(hash)][0]?.text).toBe("chest pain");
    migrated.close();
    writeFileSync(next, "CREATE TABLE later (a, b);");
    expect(() => openStore(newer)).toThrow(/edited/);
    expect(codeOf(() => openStore(options))).toBe("STORE_NEWER");
  });

  it("reads beside a writer and refuses to write", () => {
    const { store, options } = temporaryStore();
    const run = addRun(store);
    const reader = openStore({ ...options, mode: "read" });
    store.metrics.append(run, [{ step: 1, name: "loss", value: 2, wallMs: 5 }]);
    expect(reader.metrics.last(run, "loss")?.value).toBe(2);
    expect(reader.audit.verify().ok).toBe(true);
    expect(codeOf(() => reader.runs.setPhase(run, "training"))).toBe("READ_ONLY");
    expect(codeOf(() => reader.command("settings.set", () => 1))).toBe("READ_ONLY");
    reader.close();
  });
});

describe("commands", () => {
  it("refuses an effect without an audit entry", () => {
    const { store } = temporaryStore();
    expect(() => store.settings.set({ threads: 2 })).toThrow(/outside a command/);
    expect(store.settings.get()).toMatchObject({ threads: 0 });
  });

  it("undoes the effect when the entry or the work fails", () => {
    const { store } = temporaryStore();
    expect(() =>
      store.command("settings.set", () => {
        store.settings.set({ threads: 2 });
        throw new AppError("CANCELLED", "no");
      }),
    ).toThrow("no");
    expect(store.settings.get()).toMatchObject({ threads: 0 });
    expect(store.audit.list(0, 10)).toEqual([]);
    store.command("settings.set", (entry) => {
      entry.about("setting", "threads");
      store.settings.set({ threads: 2 });
    });
    expect(store.settings.get()).toMatchObject({ threads: 2 });
    expect(store.audit.list(0, 10).map((e) => [e.seq, e.action, e.actor])).toEqual([
      [1, "settings.set", "tester"],
    ]);
  });
});
