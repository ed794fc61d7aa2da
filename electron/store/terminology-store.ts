import { plainTerm, type Terminology, type TerminologyKind } from "../shared/domain/terminology.ts";
import { AppError } from "../shared/errors.ts";
import type { Connection } from "./connection.ts";
import type {
  ConceptMatch,
  ConceptTypes,
  StagedTerminology,
  TermEntry,
  TerminologyStore,
} from "./interfaces/index.ts";

/** A term longer than this is a sentence: it is not looked up. */
const MAX_TERM_CHARS = 400;
/** Some hundred places are written to in turn. */
const IMPORT_CACHE_KIB = 16 * 1024;
/** Removed at a time; what is left when the time is over goes at the next opening. */
const REMOVED_ROWS = 5000;
const SWEEP_MS = 1500;

export class SqlTerminologyStore implements TerminologyStore {
  readonly #connection: Connection;
  readonly #now: () => number;

  constructor(connection: Connection, now: () => number) {
    this.#connection = connection;
    this.#now = now;
  }

  stage(kind: TerminologyKind, name: string): StagedTerminology {
    this.#connection.pragma(`cache_size = -${IMPORT_CACHE_KIB}`);
    const { rowId } = this.#connection.run(
      "INSERT INTO terminology (kind, name, entries, ready, created_at) VALUES (?, ?, 0, 0, ?)",
      kind,
      name,
      this.#now(),
    );
    return new SqlStagedTerminology(this.#connection, rowId);
  }

  commit(staged: StagedTerminology): Terminology {
    this.#connection.requireCommand("terminologies.commit");
    if (!(staged instanceof SqlStagedTerminology)) {
      throw new AppError("INTERNAL", "This terminology was staged by another store.");
    }
    const record = this.#connection.get<{ kind: TerminologyKind; name: string }>(
      "SELECT kind, name FROM terminology WHERE seq = ?",
      staged.seq,
    );
    if (record === undefined) throw new AppError("INTERNAL", "This terminology was discarded.");
    const createdAt = this.#now();
    // The one before is out of use at once; its rows go at the next opening.
    this.#connection.run("UPDATE terminology SET ready = 0 WHERE kind = ?", record.kind);
    this.#connection.run(
      "UPDATE terminology SET ready = 1, entries = ?, created_at = ? WHERE seq = ?",
      staged.entries,
      createdAt,
      staged.seq,
    );
    return { ...record, entries: staged.entries, createdAt };
  }

  list(): Terminology[] {
    return this.#connection.all<Terminology>(
      `SELECT kind, name, entries, created_at AS createdAt FROM terminology
       WHERE ready = 1 ORDER BY kind`,
    );
  }

  remove(kind: TerminologyKind): void {
    this.#connection.requireCommand("terminologies.remove");
    this.#connection.run("UPDATE terminology SET ready = 0 WHERE kind = ?", kind);
  }

  lookup(kind: TerminologyKind, term: string, limit: number): ConceptMatch[] {
    const records = this.#connection.all<{ concept: string; name: string; types: string }>(
      `SELECT c.concept, c.name, c.types FROM terminology_term t
       JOIN terminology_concept c ON c.terminology_seq = t.terminology_seq
         AND c.concept = t.concept
       WHERE t.terminology_seq = ? AND t.term = ? ORDER BY c.concept LIMIT ?`,
      this.#seqOf(kind),
      plainTerm(term),
      limit,
    );
    return records.map(({ concept, name, types }) => ({
      concept,
      name,
      types: types === "" ? [] : types.split("|"),
    }));
  }

  nameOf(kind: TerminologyKind, concept: string): string | null {
    const record = this.#connection.get<{ name: string }>(
      "SELECT name FROM terminology_concept WHERE terminology_seq = ? AND concept = ?",
      this.#seqOf(kind),
      concept,
    );
    return record?.name ?? null;
  }

  /** -1, which no terminology has, where none was imported. */
  #seqOf(kind: TerminologyKind): number {
    const record = this.#connection.get<{ seq: number }>(
      "SELECT seq FROM terminology WHERE kind = ? AND ready = 1",
      kind,
    );
    return record?.seq ?? -1;
  }
}

class SqlStagedTerminology implements StagedTerminology {
  readonly #connection: Connection;
  readonly seq: number;
  entries = 0;
  /** Rows of each bucket. */
  readonly #used = new Map<number, number>();

  constructor(connection: Connection, seq: number) {
    this.#connection = connection;
    this.seq = seq;
  }

  addTerms(entries: readonly TermEntry[]): void {
    const names = new Map<string, TermEntry>();
    this.#connection.transaction(() => {
      for (const entry of entries) {
        const term = plainTerm(entry.name);
        if (term === "" || term.length > MAX_TERM_CHARS) continue;
        this.#connection.run(
          "INSERT INTO terminology_staged (id, term, concept) VALUES (?, ?, ?)",
          this.#nextId(term),
          term,
          entry.concept,
        );
        if (entry.preferred || !names.has(entry.concept)) names.set(entry.concept, entry);
      }
      for (const entry of names.values()) this.#nameConcept(entry);
    });
  }

  *finish(): Generator<number> {
    const buckets = [...this.#used.keys()].sort((a, b) => a - b);
    for (const [at, bucket] of buckets.entries()) {
      this.entries += this.#connection.run(
        `INSERT OR IGNORE INTO terminology_term (terminology_seq, term, concept)
         SELECT ?, term, concept FROM terminology_staged
         WHERE id >= ? AND id < ? ORDER BY term, concept`,
        this.seq,
        bucket * BUCKET,
        (bucket + 1) * BUCKET,
      ).changes;
      yield (at + 1) / buckets.length;
    }
    this.#connection.run("DELETE FROM terminology_staged");
  }

  addTypes(types: readonly ConceptTypes[]): void {
    this.#connection.transaction(() => {
      for (const { concept, type } of types) {
        this.#connection.run(
          `UPDATE terminology_concept SET types = CASE types WHEN '' THEN ? ELSE types || '|' || ? END
           WHERE terminology_seq = ? AND concept = ?`,
          type,
          type,
          this.seq,
          concept,
        );
      }
    });
  }

  /** It was never ready: its rows go at the next openings. */
  discard(): void {
    this.entries = 0;
  }

  /** Ids grow inside a bucket: rows are appended in a few hundred places, not anywhere. */
  #nextId(term: string): number {
    const bucket = bucketOf(term);
    const count = this.#used.get(bucket) ?? 0;
    this.#used.set(bucket, count + 1);
    return bucket * BUCKET + count;
  }

  /** The first name stands until a preferred one comes. */
  #nameConcept({ concept, name, preferred }: TermEntry): void {
    const onConflict = preferred ? "DO UPDATE SET name = excluded.name" : "DO NOTHING";
    this.#connection.run(
      `INSERT INTO terminology_concept (terminology_seq, concept, name, types)
       VALUES (?, ?, ?, '') ON CONFLICT ${onConflict}`,
      this.seq,
      concept,
      name,
    );
  }
}

const BUCKET = 2 ** 36;
const LETTERS = 128;

/** Terms of one bucket begin alike, and buckets are in the order of their terms' bytes. */
function bucketOf(term: string): number {
  const first = term.charCodeAt(0);
  if (first >= LETTERS - 1) return (LETTERS - 1) * LETTERS;
  const second = term.length > 1 ? term.charCodeAt(1) : 0;
  return first * LETTERS + Math.min(second, LETTERS - 1);
}

/**
 * Removes what imports that never ended, and those that were replaced, left behind: no longer than
 * an opening may take.
 */
export function sweepTerminologies(connection: Connection): void {
  const deadline = performance.now() + SWEEP_MS;
  try {
    if (!removed(connection, "terminology_staged", "id", null, deadline)) return;
    const old = connection.all<{ seq: number }>("SELECT seq FROM terminology WHERE ready = 0");
    for (const { seq } of old) {
      const whole =
        removed(connection, "terminology_term", "term, concept", seq, deadline) &&
        removed(connection, "terminology_concept", "concept", seq, deadline);
      if (!whole) return;
      connection.run("DELETE FROM terminology WHERE seq = ?", seq);
    }
  } catch (error) {
    // On a full disk it waits for a later opening: removing needs room too.
    if (!(error instanceof AppError) || error.code !== "DISK_FULL") throw error;
  }
}

/** False when the time was over before the rows were. */
function removed(
  connection: Connection,
  table: string,
  key: string,
  seq: number | null,
  deadline: number,
): boolean {
  const of = seq === null ? "TRUE" : `terminology_seq = ${seq}`;
  while (performance.now() < deadline) {
    const { changes } = connection.run(
      `DELETE FROM ${table} WHERE ${of} AND (${key}) IN
         (SELECT ${key} FROM ${table} WHERE ${of} LIMIT ?)`,
      REMOVED_ROWS,
    );
    if (changes === 0) return true;
  }
  return false;
}
