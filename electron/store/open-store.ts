import { existsSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { fsyncFolder } from "../main/platform/atomic-file.ts";
import { AppError } from "../shared/errors.ts";
import { systemError } from "../shared/system-error.ts";
import { SqlAnswerEvaluationStore } from "./answer-evaluation-store.ts";
import { auditKey } from "./audit-chain.ts";
import { AuditMirror } from "./audit-mirror.ts";
import { SqlAuditStore } from "./audit-store.ts";
import { SqlCheckpointStore } from "./checkpoint-store.ts";
import { Connection } from "./connection.ts";
import { SqlConversationStore } from "./conversation-store.ts";
import { SqlDatasetStore } from "./dataset-store.ts";
import { SqlEvaluationStore } from "./evaluation-store.ts";
import type { AuditScope, Store, StoreReport } from "./interfaces/index.ts";
import { SqlMetricStore } from "./metric-store.ts";
import {
  assertNotNewer,
  loadMigrations,
  MIGRATIONS_DIR,
  type Migration,
  migrate,
} from "./migrate.ts";
import { SqlModelStore } from "./model-store.ts";
import { assertEncrypted, type OpenMode, openDatabase, probeDatabase } from "./open-database.ts";
import { SqlRunNoticeStore } from "./run-notice-store.ts";
import { SqlRunStore } from "./run-store.ts";
import { SqlSettingsStore } from "./settings-store.ts";
import { SqlSplitStore } from "./split-store.ts";
import { sweepStaged } from "./staged-version.ts";

export interface OpenStoreOptions {
  readonly file: string;
  readonly auditHead: string;
  /** 32 random bytes. Not kept: overwrite it when the store is open. */
  readonly key: Uint8Array;
  /** Who the audit entries name. */
  readonly actor: string;
  /**
   * "write" needs the home's lock and brings the schema up to date; "read" may stand beside a
   * writing process and refuses every change.
   */
  readonly mode: OpenMode;
  readonly now?: () => number;
  readonly migrationsDir?: string;
}

/** STORE_KEY_WRONG, STORE_NEWER and CORRUPT leave the file untouched. */
export function openStore(options: OpenStoreOptions): Store {
  const migrations = loadMigrations(options.migrationsDir ?? MIGRATIONS_DIR);
  const present = probeDatabase(options.file, options.key);
  if (present !== null) assertNotNewer(present.schema, migrations);
  if (options.mode === "read" && present?.schema !== migrations.length) {
    throw new AppError("CONFLICT", "The store has to be brought up to date before it is read.", {
      hint: existsSync(options.file)
        ? "Run a command that writes, for example import, once."
        : "This home is empty. Import something first.",
    });
  }
  const now = options.now ?? Date.now;
  if (present === null) createStore(options, migrations, now());
  const connection = new Connection(openDatabase(options.file, options.key, options.mode));
  try {
    if (options.mode === "write") migrate(connection, migrations, now());
    assertEncrypted(options.file, options.key);
    return assemble(connection, options, now);
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * A store is made under another name and takes its own when it is whole: until a database is in
 * WAL mode, an end in the middle of a write leaves it in a state that cannot be looked at without
 * changing it.
 */
function createStore(options: OpenStoreOptions, migrations: readonly Migration[], now: number) {
  const draft = `${options.file}.new`;
  try {
    for (const end of ["", "-journal", "-wal", "-shm"]) rmSync(draft + end, { force: true });
    const connection = new Connection(openDatabase(draft, options.key, "write"));
    try {
      migrate(connection, migrations, now);
      connection.pragma("wal_checkpoint(TRUNCATE)");
    } finally {
      connection.close();
    }
    renameSync(draft, options.file);
    fsyncFolder(dirname(options.file));
  } catch (error) {
    throw systemError(error, "creating the store", { path: options.file });
  }
}

function assemble(connection: Connection, options: OpenStoreOptions, now: () => number): Store {
  const writes = options.mode === "write";
  const key = auditKey(options.key);
  const audit = new SqlAuditStore({
    connection,
    key,
    mirror: new AuditMirror(options.auditHead, key),
    actor: options.actor,
    now,
    writes,
  });
  const datasets = new SqlDatasetStore(connection, now);
  const runs = new SqlRunStore(connection, now);
  const conversations = new SqlConversationStore(connection, now);
  if (writes) {
    sweepStaged(connection);
    conversations.erase();
    runs.markInterrupted();
  }
  return {
    datasets,
    splits: new SqlSplitStore(connection, datasets, now),
    runs,
    notices: new SqlRunNoticeStore(connection),
    metrics: new SqlMetricStore(connection),
    checkpoints: new SqlCheckpointStore(connection, now),
    evaluations: new SqlEvaluationStore(connection, now),
    answerEvaluations: new SqlAnswerEvaluationStore(connection, now),
    models: new SqlModelStore(connection, now),
    conversations,
    audit,
    settings: new SqlSettingsStore(connection),
    command: <T>(action: string, work: (entry: AuditScope) => T) => audit.command(action, work),
    verify: () => verify(connection),
    close: () => {
      key.fill(0);
      connection.close();
    },
  };
}

function verify(connection: Connection): StoreReport {
  const problems: string[] = [];
  try {
    for (const { integrity_check } of connection.all<{ integrity_check: string }>(
      "PRAGMA integrity_check(20)",
    )) {
      if (integrity_check !== "ok") problems.push(`The store is inconsistent: ${integrity_check}.`);
    }
    const orphans = connection.all<{ table: string }>("PRAGMA foreign_key_check");
    for (const table of new Set(orphans.map((orphan) => orphan.table))) {
      problems.push(`A row of ${table} refers to something missing.`);
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "CORRUPT") throw error;
    problems.push(error.message);
  }
  return { ok: problems.length === 0, problems };
}
