import { canonicalJson } from "../shared/canonical-json.ts";
import type { AuditEntry, AuditObject, AuditReport } from "../shared/domain/audit.ts";
import { AppError } from "../shared/errors.ts";
import { entryHash, entryMac, entryProblem, FIRST_PREV_HASH } from "./audit-chain.ts";
import type { AuditHead, AuditMirror } from "./audit-mirror.ts";
import type { Connection } from "./connection.ts";
import type { AuditScope, AuditStore } from "./interfaces/index.ts";

interface AuditRow {
  seq: number;
  at: number;
  actor: string;
  action: string;
  objects: string;
  prev_hash: string;
  mac: string;
}

const PAGE = 1000;

export interface AuditContext {
  readonly connection: Connection;
  readonly key: Uint8Array;
  readonly mirror: AuditMirror;
  readonly actor: string;
  readonly now: () => number;
  /** True while this process is the only writer. */
  readonly writes: boolean;
}

export class SqlAuditStore implements AuditStore {
  readonly #context: AuditContext;
  /** Set when the mirror does not agree at open: it is evidence then and is not written over. */
  #mirrorDisputed = false;
  #mirrorBehind = false;

  constructor(context: AuditContext) {
    this.#context = context;
    if (!context.writes) return;
    if (this.#headProblem() === null) this.#mirrorBehind = true;
    else this.#mirrorDisputed = true;
  }

  /** Effect and entry together. Refused while the mirror of an earlier entry cannot be written. */
  command<T>(action: string, work: (entry: AuditScope) => T): T {
    this.#syncMirror();
    const value = this.#context.connection.commandTransaction(() => {
      const objects: AuditObject[] = [];
      const result = work({
        about: (kind, id, sha256 = null) => objects.push({ kind, id, sha256 }),
      });
      this.#append(action, objects);
      return result;
    });
    this.#mirrorBehind = true;
    try {
      this.#syncMirror();
    } catch {
      // The entry is committed: the command did happen. The next one tries again, and fails.
    }
    return value;
  }

  list(afterSeq: number, limit: number): AuditEntry[] {
    return this.#context.connection
      .all<AuditRow>(
        "SELECT * FROM audit_entry WHERE seq > ? ORDER BY seq LIMIT ?",
        afterSeq,
        limit,
      )
      .map(toEntry);
  }

  newest(beforeSeq: number | null, limit: number): AuditEntry[] {
    return this.#context.connection
      .all<AuditRow>(
        "SELECT * FROM audit_entry WHERE seq < ? ORDER BY seq DESC LIMIT ?",
        beforeSeq ?? Number.MAX_SAFE_INTEGER,
        limit,
      )
      .map(toEntry);
  }

  verify(): AuditReport {
    let entries = 0;
    let headHash = FIRST_PREV_HASH;
    const problem = this.#headProblem();
    for (let page = this.list(-1, PAGE); page.length > 0; page = this.#pageAfter(page)) {
      for (const entry of page) {
        const expected = { seq: entries + 1, prevHash: headHash };
        const fault = entryProblem(this.#context.key, entry, expected);
        if (fault !== null) {
          return { ok: false, entries, headHash, seq: expected.seq, problem: fault };
        }
        entries += 1;
        headHash = entryHash(entry);
      }
    }
    return { ok: problem === null, entries, headHash, seq: null, problem: problem ?? "" };
  }

  #pageAfter(page: readonly AuditEntry[]): AuditEntry[] {
    return this.list(page.at(-1)?.seq ?? Number.MAX_SAFE_INTEGER, PAGE);
  }

  #append(action: string, objects: readonly AuditObject[]): void {
    const head = this.#head();
    const { connection, key, actor, now } = this.#context;
    const entry = { seq: head.seq + 1, at: now(), actor, action, objects: [...objects] };
    const chained = { ...entry, prevHash: head.hash };
    connection.run(
      `INSERT INTO audit_entry (seq, at, actor, action, objects, prev_hash, mac)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      chained.seq,
      chained.at,
      actor,
      action,
      canonicalJson(objects),
      chained.prevHash,
      entryMac(key, chained),
    );
  }

  #head(): AuditHead {
    const row = this.#context.connection.get<AuditRow>(
      "SELECT * FROM audit_entry ORDER BY seq DESC LIMIT 1",
    );
    if (row === undefined) return { seq: 0, hash: FIRST_PREV_HASH };
    return { seq: row.seq, hash: entryHash(toEntry(row)) };
  }

  #syncMirror(): void {
    if (!this.#mirrorBehind || this.#mirrorDisputed) return;
    const head = this.#head();
    if (head.seq > 0) this.#context.mirror.write(head);
    this.#mirrorBehind = false;
  }

  /**
   * Compares the mirror with the chain. One entry of lag is what a crash between commit and mirror
   * leaves; a reader beside a writer may see more.
   */
  #headProblem(): string | null {
    const mirrored = this.#context.mirror.read();
    const head = this.#head();
    if (mirrored === "damaged") return "The mirrored head of the audit log was changed.";
    if (mirrored === null) {
      return head.seq <= 1 ? null : "The mirrored head of the audit log is missing.";
    }
    if (mirrored.seq > head.seq) {
      return `The end of the audit log was cut: ${mirrored.seq - head.seq} entries are missing.`;
    }
    const [row] = this.list(mirrored.seq - 1, 1);
    if (row === undefined || entryHash(row) !== mirrored.hash) {
      return "The audit log does not agree with its mirrored head.";
    }
    if (this.#context.writes && head.seq - mirrored.seq > 1) {
      return "The mirrored head of the audit log is older than the log.";
    }
    return null;
  }
}

function toEntry(row: AuditRow): AuditEntry {
  const { prev_hash, objects, ...rest } = row;
  try {
    return { ...rest, prevHash: prev_hash, objects: JSON.parse(objects) };
  } catch (error) {
    throw new AppError("CORRUPT", `Audit entry ${row.seq} is damaged.`, { cause: error });
  }
}
