import type { AnswerEvaluation, AnsweredRow } from "../../shared/domain/answer-evaluation.ts";

export type AnswerEvaluationDraft = Omit<AnswerEvaluation, "id" | "createdAt">;

export interface AnswerEvaluationStore {
  /** Command. */
  add(draft: AnswerEvaluationDraft, rows: Iterable<AnsweredRow>): AnswerEvaluation;
  /** Newest first. */
  list(runId: string): AnswerEvaluation[];
  /** In row order. */
  rows(id: string): AnsweredRow[];
}
