import type { Quarantine, ReviewSpan } from "../../shared/domain/deid/quarantine.ts";
import type { IndexedRow } from "./datasets.ts";

export interface RowSpans {
  readonly row: number;
  readonly spans: readonly ReviewSpan[];
}

/** Rows that hold patient data: shut for everything but their review. */
export interface QuarantineStore {
  /** True while no rows of this version may be used. */
  holds(hash: string): boolean;
  /** Command. Shuts a version. */
  shut(hash: string): void;
  /** Newest first; removed versions are left out. */
  list(): Quarantine[];
  /** By hash, beginning of it, or name (the newest that is shut). NOT_FOUND. */
  resolve(reference: string): Quarantine;
  /** For the review alone. */
  rows(hash: string, from?: number, to?: number): Iterable<IndexedRow>;
  spans(hash: string, from: number, to: number): RowSpans[];
  /** Indices of the rows that hold spans or were reviewed, in order, with what was done. */
  marked(
    hash: string,
  ): { readonly row: number; readonly spans: number; readonly reviewed: boolean }[];
  /** Forgets what an earlier search found; keeps nothing of a review. */
  clear(hash: string): void;
  /** Writes what a search found; it counts once searched() says that the search is complete. */
  found(hash: string, rows: readonly RowSpans[]): void;
  /** Command. The search is complete. */
  searched(hash: string, taggerSha256: string): void;
  /** Command. A person looked at a row: these are its spans now. */
  review(hash: string, row: RowSpans): void;
  /** Command. A person confirmed: `resultHash` may be used. */
  confirm(hash: string, resultHash: string): Quarantine;
}
