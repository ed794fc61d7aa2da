import { createHash } from "node:crypto";
import { MAX_LABELS, MAX_ROWS } from "../../shared/domain/bounds.ts";
import type { DatasetRow, Reject } from "../../shared/domain/dataset.ts";
import { AppError } from "../../shared/errors.ts";
import type { StagedVersion } from "../../store/interfaces/index.ts";
import { ImportTally } from "./dataset-service-tally.ts";
import type { ColumnSource, ParsedItem } from "./ports.ts";

/** A file with more rejects than this is the wrong file. */
const MAX_REJECTS = 100_000;
const SHOWN_REJECTS = 100;
/** Rows written together: at most this many, at most so much text. */
const BATCH = 500;
const BATCH_CHARS = 8 << 20;

/** Rows and rejects on their way to the store, a batch at a time. */
export class Reading {
  readonly tally = new ImportTally(createHash("sha256"));
  readonly firstRejects: Reject[] = [];
  /** Of the first file. */
  source: ColumnSource | null = null;
  readonly #staged: StagedVersion;
  readonly #ids = new Set<string>();
  #rows: DatasetRow[] = [];
  #rejects: Reject[] = [];
  #chars = 0;
  rejected = 0;

  constructor(staged: StagedVersion) {
    this.#staged = staged;
  }

  take(file: number, item: ParsedItem): void {
    if (item.type === "reject") this.#reject(file, item.sourceRow, item.reason);
    else if (item.row.id !== null && this.#ids.has(item.row.id)) {
      this.#reject(file, item.row.sourceRow, "id: appeared before");
    } else this.#accept({ ...item.row, id: item.row.id ?? String(this.tally.rows + 1) }, item);
    const full = this.#rows.length + this.#rejects.length >= BATCH;
    if (full || this.#chars >= BATCH_CHARS) this.flush();
  }

  flush(): void {
    this.#staged.add(this.#rows);
    this.#staged.reject(this.#rejects);
    this.#rows = [];
    this.#rejects = [];
    this.#chars = 0;
  }

  #accept(row: DatasetRow, item: ParsedItem & { type: "row" }): void {
    if (item.row.id !== null) this.#ids.add(item.row.id);
    this.tally.add(row);
    this.#rows.push(row);
    this.#chars += row.text.length + (row.answer?.length ?? 0);
    if (this.tally.rows > MAX_ROWS) throw tooMany("rows", MAX_ROWS);
    if (this.tally.labelCount > MAX_LABELS) throw tooMany("labels", MAX_LABELS);
  }

  #reject(file: number, sourceRow: number, reason: string): void {
    const reject = { file, sourceRow, reason };
    this.rejected += 1;
    this.#rejects.push(reject);
    if (this.firstRejects.length < SHOWN_REJECTS) this.firstRejects.push(reject);
    if (this.rejected > MAX_REJECTS) throw tooMany("rejects", MAX_REJECTS);
  }
}

function tooMany(what: "rows" | "labels" | "rejects", maximum: number): AppError {
  const hints = {
    rows: "Split the file and import the pieces under several names.",
    labels: "Is the label column the right one?",
    rejects: "Is this the right file, and are its columns named right?",
  };
  return new AppError("TOO_LARGE", `The import has more than ${maximum} ${what}.`, {
    field: "FILE",
    hint: hints[what],
    details: { maximum },
  });
}
