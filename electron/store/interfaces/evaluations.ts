import type { Evaluation, Prediction } from "../../shared/domain/evaluation.ts";

export type EvaluationDraft = Omit<Evaluation, "id" | "createdAt">;

export interface EvaluationStore {
  /** Command. */
  add(draft: EvaluationDraft, predictions: Iterable<Prediction>): Evaluation;
  get(id: string): Evaluation;
  /** Newest first; of one run, of the base alone (null), or all (undefined). */
  list(runId?: string | null): Evaluation[];
  /** In row order. */
  predictions(id: string): Iterable<Prediction>;
}
