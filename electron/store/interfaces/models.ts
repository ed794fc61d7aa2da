import type { Model } from "../../shared/domain/model.ts";

export type ModelDraft = Omit<Model, "id" | "createdAt">;

export interface ModelStore {
  /**
   * Command. CONFLICT when the name is taken by other weights; the same weights are returned (and
   * restored when they were removed).
   */
  add(draft: ModelDraft): Model;
  /** Newest first; without those that were removed. */
  list(): Model[];
  /** Those that were removed, the last removed first. */
  removed(): Model[];
  /** Command. A removed model gives up its name to a new one with other weights. */
  setRemoved(id: string, removed: boolean): Model;
  /**
   * By id, name or beginning of the hash (6 digits or more). NOT_FOUND. One that was removed is
   * found by its id alone.
   */
  resolve(reference: string): Model;
}
