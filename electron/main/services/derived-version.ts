import { createHash } from "node:crypto";
import { MAX_LABELS, MAX_ROWS } from "../../shared/domain/bounds.ts";
import type {
  ColumnMapping,
  DatasetRow,
  DatasetVersion,
  Derivation,
  VersionKind,
} from "../../shared/domain/dataset.ts";
import { AppError } from "../../shared/errors.ts";
import type { Store } from "../../store/interfaces/index.ts";
import { type CallOptions, throwIfCancelled } from "./api/call.ts";
import { ImportTally } from "./dataset-service-tally.ts";

const BATCH = 500;

export interface DerivedVersion {
  readonly name: string;
  readonly kind: VersionKind;
  readonly mapping: ColumnMapping;
  readonly derivation: Derivation;
  /** The audit entry's: "preparation.augment". */
  readonly action: string;
  /** Shown while it is under way: "augmenting". */
  readonly phase: string;
  /** Rows expected, for the progress; 0 while it is not known. */
  readonly total: number;
}

/** Writes rows that were made here as an immutable version: all of them, or none. */
export async function writeDerived(
  store: Store,
  made: DerivedVersion,
  rows: Iterable<DatasetRow>,
  { onProgress, signal }: CallOptions,
): Promise<{ version: DatasetVersion; existing: boolean }> {
  const staged = store.datasets.stage();
  try {
    const tally = new ImportTally(createHash("sha256"));
    tally.mapping = made.mapping;
    let batch: DatasetRow[] = [];
    const flush = async () => {
      staged.add(batch);
      batch = [];
      onProgress?.({ phase: made.phase, done: tally.rows, total: made.total });
      // Room for the window's questions, and for the person to stop this.
      await new Promise((resolve) => setImmediate(resolve));
      throwIfCancelled(signal, "The preparation");
    };
    for (const row of rows) {
      batch.push(row);
      tally.add(row);
      if (tally.rows > MAX_ROWS || tally.labelCount > MAX_LABELS) throw tooMany();
      if (batch.length >= BATCH) await flush();
    }
    await flush();
    if (tally.rows === 0) throw nothingMade();
    const { name, kind, derivation } = made;
    return store.command(made.action, (entry) => {
      const facts = { name, kind, derivation, ...tally.facts() };
      const committed = store.datasets.commit(staged, facts);
      entry.about("dataset", committed.version.datasetId, committed.version.hash);
      return committed;
    });
  } catch (error) {
    try {
      staged.discard();
    } catch {
      // The fault being reported matters more; the store sweeps what stays at its next opening.
    }
    throw error;
  }
}

function tooMany(): AppError {
  return new AppError("TOO_LARGE", `This would make more than ${MAX_ROWS} rows.`, {
    field: "--count",
    hint: "Ask for fewer copies.",
  });
}

function nothingMade(): AppError {
  return new AppError("INVALID_INPUT", "No row could be made.", {
    field: "--dataset",
    hint: "Look at the rows this begins from: they may hold nothing that can be changed.",
  });
}
