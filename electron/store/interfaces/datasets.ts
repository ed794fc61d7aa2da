import type {
  ColumnMapping,
  DatasetRow,
  DatasetVersion,
  Derivation,
  Distribution,
  Reject,
  VersionKind,
} from "../../shared/domain/dataset.ts";
import type { LabelCount } from "../../shared/domain/label.ts";
import type { Part } from "../../shared/domain/split.ts";

export interface IndexedRow extends DatasetRow {
  /** Position in the dataset version, from 0. */
  readonly index: number;
}

/** What deciding a split needs of every row, in row order; no text. */
export interface RowKeys {
  readonly labels: readonly (string | null)[];
  readonly groups: readonly (string | null)[];
  readonly parts: readonly (Part | null)[];
  /** Equal numbers mean equal texts after normalisation. */
  readonly texts: Uint32Array;
}

export interface VersionFacts {
  readonly name: string;
  readonly hash: string;
  readonly kind: VersionKind;
  readonly derivation?: Derivation;
  /** Patient data: shut in until a person confirmed its de-identification. */
  readonly quarantined?: boolean;
  readonly mapping: ColumnMapping;
  readonly labels: readonly LabelCount[];
  readonly unlabelled: number;
  readonly textChars: Distribution;
}

/** Rows being imported. Invisible until committed; left-overs are swept at the next open. */
export interface StagedVersion {
  add(rows: readonly DatasetRow[]): void;
  reject(rejects: readonly Reject[]): void;
  discard(): void;
}

export interface DatasetStore {
  stage(): StagedVersion;
  /**
   * Command. Makes the staged rows a version; `existing` when the very same rows were there (a
   * removed version is restored by it).
   */
  commit(
    staged: StagedVersion,
    facts: VersionFacts,
  ): { readonly version: DatasetVersion; readonly existing: boolean };
  /** Newest version of each name first; without those that were removed or are in quarantine. */
  list(): DatasetVersion[];
  /** Those that were removed, the last removed first. */
  removed(): DatasetVersion[];
  /** Command. Takes a version out of every list; its rows stay for the runs that used it. */
  setRemoved(hash: string, removed: boolean): DatasetVersion;
  /**
   * By hash, beginning of a hash (6 digits or more), id or name (newest version). NOT_FOUND. One
   * that was removed, or is in quarantine, is found by its whole hash alone.
   */
  resolve(reference: string): DatasetVersion;
  /**
   * All rows in order, or from index `from` up to but without `to`. Read in pages. CONFLICT for a
   * version in quarantine.
   */
  rows(hash: string, from?: number, to?: number): Iterable<IndexedRow>;
  /** CONFLICT for a version in quarantine. */
  rowKeys(hash: string): RowKeys;
  rejects(hash: string, limit: number): Reject[];
  rejectReasons(hash: string): { reason: string; rows: number }[];
}
