import { createHash } from "node:crypto";
import type { DatasetSummary, ImportOptions, ImportReport } from "../../shared/contract/datasets.ts";
import { MAX_LABELS, MAX_ROWS } from "../../shared/domain/bounds.ts";
import type { DatasetRow, DatasetVersion, Reject } from "../../shared/domain/dataset.ts";
import { AppError } from "../../shared/errors.ts";
import type { StagedVersion, Store } from "../../store/interfaces/index.ts";
import type { CallOptions } from "./api/call.ts";
import { inspectDataset } from "./dataset-service-inspect.ts";
import { ImportTally } from "./dataset-service-tally.ts";
import type { DocumentParser, ParsedItem, TokenCounter } from "./ports.ts";

/** A file with more rejects than this is the wrong file. */
const MAX_REJECTS = 100_000;
const BATCH = 500;
const SHOWN_REJECTS = 100;

export class DatasetService {
  readonly #store: Store;
  readonly #parse: DocumentParser;

  constructor(store: Store, parse: DocumentParser) {
    this.#store = store;
    this.#parse = parse;
  }

  /**
   * Reads the files, in order, into one immutable dataset version. Nothing is visible before the
   * end; the same rows again give the version that is there already.
   */
  async import(
    paths: readonly string[],
    options: ImportOptions,
    call: CallOptions = {},
  ): Promise<ImportReport> {
    const staged = this.#store.datasets.stage();
    try {
      const reading = new Reading(staged);
      for (const [file, path] of paths.entries()) {
        await this.#readFile(file, path, options, reading, call);
      }
      reading.flush();
      return this.#commit(staged, options, reading);
    } catch (error) {
      discardQuietly(staged);
      throw error;
    }
  }

  list(): DatasetVersion[] {
    return this.#store.datasets.list();
  }

  /** With a counter, the lengths in tokens of its model too. */
  inspect(
    reference: string,
    counter: TokenCounter | null = null,
    call: CallOptions = {},
  ): Promise<DatasetSummary> {
    return inspectDataset(this.#store, reference, counter, call);
  }

  async #readFile(
    file: number,
    path: string,
    options: ImportOptions,
    reading: Reading,
    { onProgress, signal }: CallOptions,
  ): Promise<void> {
    const document = await this.#parse({ path, kind: options.kind, mapping: options.mapping });
    reading.tally.mapping ??= document.mapping;
    let seen = 0;
    for await (const item of document.items) {
      reading.take(file, item);
      seen += 1;
      if (seen % BATCH !== 0) continue;
      if (signal?.aborted) throw new AppError("CANCELLED", "The import was cancelled.");
      onProgress?.({ phase: "importing", done: document.doneBytes, total: document.totalBytes });
    }
    onProgress?.({ phase: "importing", done: document.totalBytes, total: document.totalBytes });
  }

  #commit(staged: StagedVersion, options: ImportOptions, reading: Reading): ImportReport {
    const { tally } = reading;
    if (tally.rows === 0) throw nothingImported(reading);
    const { version, existing } = this.#store.command("datasets.import", (entry) => {
      const committed = this.#store.datasets.commit(staged, {
        name: options.name,
        kind: options.kind,
        ...tally.facts(),
      });
      entry.about("dataset", committed.version.datasetId, committed.version.hash);
      return committed;
    });
    return { version, existing, rejects: reading.firstRejects };
  }
}

/** Rows and rejects on their way to the store, a batch at a time. */
class Reading {
  readonly tally = new ImportTally(createHash("sha256"));
  readonly firstRejects: Reject[] = [];
  readonly #staged: StagedVersion;
  readonly #ids = new Set<string>();
  #rows: DatasetRow[] = [];
  #rejects: Reject[] = [];
  rejected = 0;

  constructor(staged: StagedVersion) {
    this.#staged = staged;
  }

  take(file: number, item: ParsedItem): void {
    if (item.type === "reject") this.#reject(file, item.sourceRow, item.reason);
    else if (item.row.id !== null && this.#ids.has(item.row.id)) {
      this.#reject(file, item.row.sourceRow, "id: appeared before");
    } else this.#accept({ ...item.row, id: item.row.id ?? String(this.tally.rows + 1) }, item);
    if (this.#rows.length + this.#rejects.length >= BATCH) this.flush();
  }

  flush(): void {
    this.#staged.add(this.#rows);
    this.#staged.reject(this.#rejects);
    this.#rows = [];
    this.#rejects = [];
  }

  #accept(row: DatasetRow, item: ParsedItem & { type: "row" }): void {
    if (item.row.id !== null) this.#ids.add(item.row.id);
    this.tally.add(row);
    this.#rows.push(row);
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

function nothingImported({ rejected, firstRejects }: Reading): AppError {
  const [first] = firstRejects;
  return new AppError("INVALID_INPUT", "No row could be imported.", {
    field: "FILE",
    hint:
      first === undefined
        ? "The file has no rows."
        : `All ${rejected} were rejected; the first at ${first.sourceRow}: ${first.reason}.`,
    details: { rejected },
  });
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

/** The fault being reported matters more; the store sweeps what stays at its next opening. */
function discardQuietly(staged: StagedVersion): void {
  try {
    staged.discard();
  } catch {
    // A full disk, most likely: the very fault that is being reported.
  }
}
