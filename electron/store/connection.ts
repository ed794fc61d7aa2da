import type Database from "better-sqlite3";
import { AppError } from "../shared/errors.ts";
import { guarded } from "./sqlite-errors.ts";

type Value = string | number | bigint | Uint8Array | null;

/** The one connection: prepared statements, transactions and errors in one place. */
export class Connection {
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Database.Statement<Value[]>>();
  #command = false;

  constructor(db: Database.Database) {
    this.#db = db;
  }

  run(sql: string, ...values: Value[]): { changes: number; rowId: number } {
    return guarded(() => {
      const { changes, lastInsertRowid } = this.#statement(sql).run(...values);
      return { changes, rowId: Number(lastInsertRowid) };
    });
  }

  get<T>(sql: string, ...values: Value[]): T | undefined {
    return guarded(() => this.#statement(sql).get(...values) as T | undefined);
  }

  all<T>(sql: string, ...values: Value[]): T[] {
    return guarded(() => this.#statement(sql).all(...values) as T[]);
  }

  exec(sql: string): void {
    guarded(() => this.#db.exec(sql));
  }

  pragma<T>(name: string): T {
    return guarded(() => this.#db.pragma(name, { simple: true }) as T);
  }

  /** All of `work` or none of it. Inside another transaction it joins that one. */
  transaction<T>(work: () => T): T {
    if (this.#db.inTransaction) return work();
    this.exec("BEGIN IMMEDIATE");
    try {
      const value = work();
      this.exec("COMMIT");
      return value;
    } catch (error) {
      // SQLite rolls back by itself on some errors (a full disk among them).
      if (this.#db.inTransaction) this.exec("ROLLBACK");
      throw error;
    }
  }

  /** A transaction in which the methods marked "Command" are allowed. */
  commandTransaction<T>(work: () => T): T {
    if (this.#command) throw new AppError("INTERNAL", "A command was started inside a command.");
    this.#command = true;
    try {
      return this.transaction(work);
    } finally {
      this.#command = false;
    }
  }

  requireCommand(method: string): void {
    if (!this.#command) throw new AppError("INTERNAL", `${method} was called outside a command.`);
  }

  close(): void {
    this.#statements.clear();
    guarded(() => this.#db.close());
  }

  #statement(sql: string): Database.Statement<Value[]> {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare<Value[]>(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
