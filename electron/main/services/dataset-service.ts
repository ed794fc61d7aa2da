import type {
  DatasetSummary,
  ImportOptions,
  ImportReport,
  ShownRow,
} from "../../shared/contract/datasets.ts";
import {
  COLUMN_ROLES,
  type ColumnMapping,
  type DatasetVersion,
} from "../../shared/domain/dataset.ts";
import { AppError } from "../../shared/errors.ts";
import type { StagedVersion, Store } from "../../store/interfaces/index.ts";
import type { CallOptions } from "./api/call.ts";
import { inspectDataset } from "./dataset-service-inspect.ts";
import { Reading } from "./dataset-service-reading.ts";
import { shownRow } from "./dataset-service-rows.ts";
import type { DocumentParser, TokenCounter } from "./ports.ts";

/** Rows between two looks at the signal and two reports of progress. */
const BATCH = 500;

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
        await this.#readFile(file, path, options, reading, call).catch((error: unknown) => {
          throw paths.length > 1 ? ofFile(error, file, paths.length) : error;
        });
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

  removed(): DatasetVersion[] {
    return this.#store.datasets.removed();
  }

  /** Takes a version out of every list. Its rows stay: runs that used it keep working. */
  remove(reference: string): DatasetVersion {
    return this.#setRemoved("datasets.remove", reference, true);
  }

  /** Undoes a removal; the version is named by its whole hash. */
  restore(hash: string): DatasetVersion {
    return this.#setRemoved("datasets.restore", hash, false);
  }

  /** Rows in order, from index `from`; long texts cut for showing. */
  rows(reference: string, from: number, limit: number): { total: number; rows: ShownRow[] } {
    const { hash, rows: total } = this.#store.datasets.resolve(reference);
    const found = this.#store.datasets.rows(hash, from, Math.min(from + limit, total));
    return { total, rows: Array.from(found, shownRow) };
  }

  /** With a counter, the lengths in tokens of its model too. */
  inspect(
    reference: string,
    counter: TokenCounter | null = null,
    call: CallOptions = {},
  ): Promise<DatasetSummary> {
    return inspectDataset(this.#store, reference, counter, call);
  }

  #setRemoved(action: string, reference: string, removed: boolean): DatasetVersion {
    const { hash } = this.#store.datasets.resolve(reference);
    return this.#store.command(action, (entry) => {
      const version = this.#store.datasets.setRemoved(hash, removed);
      entry.about("dataset", version.datasetId, version.hash);
      return version;
    });
  }

  async #readFile(
    file: number,
    path: string,
    options: ImportOptions,
    reading: Reading,
    { onProgress, signal }: CallOptions,
  ): Promise<void> {
    const { kind, mapping } = options;
    const { sources } = this.#store;
    const document = await this.#parse({
      path,
      kind,
      mapping,
      remembered: sources.remembered(),
      pseudonymKey: sources.pseudonymKey(),
    });
    reading.tally.mapping ??= document.mapping;
    reading.source ??= document.source ?? null;
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

  /** What a person said of these columns holds for the next file with the same headers. */
  #remember({ mapping: said }: ImportOptions, { source, tally }: Reading): void {
    if (source === null || tally.mapping === null) return;
    if (source.remembered || COLUMN_ROLES.some((role) => said[role] !== null)) {
      this.#store.sources.remember(source.fingerprint, settled(tally.mapping));
    }
  }

  #commit(staged: StagedVersion, options: ImportOptions, reading: Reading): ImportReport {
    const { tally } = reading;
    if (tally.rows === 0) throw nothingImported(reading);
    const { version, existing } = this.#store.command("datasets.import", (entry) => {
      const committed = this.#store.datasets.commit(staged, {
        name: options.name,
        kind: options.kind,
        ...tally.facts(),
        ...(options.patientData === true ? { quarantined: true } : {}),
      });
      entry.about("dataset", committed.version.datasetId, committed.version.hash);
      this.#remember(options, reading);
      return committed;
    });
    const remembered = reading.source?.remembered ?? false;
    const report = { version, existing, rejects: reading.firstRejects, remembered };
    return this.#store.quarantine.holds(version.hash) ? { ...report, quarantined: true } : report;
  }
}

/** Every role as it was settled: nothing is looked for by name the next time. */
function settled(mapping: ColumnMapping): ColumnMapping {
  const said = COLUMN_ROLES.map((role) => [role, mapping[role] ?? "-"]);
  return Object.fromEntries(said) as ColumnMapping;
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

/** Of several files, the one at fault is named by its place: a path would not reach the window. */
function ofFile(error: unknown, file: number, files: number): unknown {
  if (!(error instanceof AppError) || error.code === "CANCELLED") return error;
  const { code, message, hint, field, details, path } = error;
  return new AppError(code, `File ${file + 1} of ${files}: ${message}`, {
    hint,
    details,
    cause: error,
    ...(field === undefined ? {} : { field }),
    ...(path === undefined ? {} : { path }),
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
