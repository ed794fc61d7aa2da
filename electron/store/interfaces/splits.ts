import type { Part, Split } from "../../shared/domain/split.ts";
import type { IndexedRow } from "./datasets.ts";

export type SplitDraft = Omit<Split, "id" | "createdAt">;

export interface SplitStore {
  /** Command. One byte a row. A split with the same content is returned, not added again. */
  add(draft: SplitDraft, assignment: Uint8Array): Split;
  list(datasetHash: string): Split[];
  /** By id or beginning of the split's hash. NOT_FOUND. */
  resolve(reference: string): Split;
  assignment(id: string): Uint8Array;
  /** The rows of one part, in row order. */
  rows(id: string, part: Part): Iterable<IndexedRow>;
}
