import type { Model } from "../../shared/domain/model.ts";

export type ModelDraft = Omit<Model, "id" | "createdAt">;

export interface ModelStore {
  /** Command. CONFLICT when the name is taken by other weights; the same weights are returned. */
  add(draft: ModelDraft): Model;
  list(): Model[];
  /** By id, name or beginning of the hash (6 digits or more). NOT_FOUND. */
  resolve(reference: string): Model;
}
