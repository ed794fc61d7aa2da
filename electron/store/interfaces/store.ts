import type { AnswerEvaluationStore } from "./answer-evaluations.ts";
import type { AuditScope, AuditStore } from "./audit.ts";
import type { CheckpointStore } from "./checkpoints.ts";
import type { ConversationStore } from "./conversations.ts";
import type { DatasetStore } from "./datasets.ts";
import type { EvaluationStore } from "./evaluations.ts";
import type { MetricStore } from "./metrics.ts";
import type { ModelStore } from "./models.ts";
import type { RunNoticeStore } from "./run-notices.ts";
import type { RunStore } from "./runs.ts";
import type { SettingsStore } from "./settings.ts";
import type { SplitStore } from "./splits.ts";

export interface StoreReport {
  readonly ok: boolean;
  /** One sentence each; empty when ok. */
  readonly problems: readonly string[];
}

/**
 * The whole store. Every call is synchronous and throws AppError. Methods marked "Command" in
 * their interface are refused outside command(): no effect without its audit entry.
 */
export interface Store {
  readonly datasets: DatasetStore;
  readonly splits: SplitStore;
  readonly runs: RunStore;
  readonly notices: RunNoticeStore;
  readonly metrics: MetricStore;
  readonly checkpoints: CheckpointStore;
  readonly evaluations: EvaluationStore;
  readonly answerEvaluations: AnswerEvaluationStore;
  readonly models: ModelStore;
  readonly conversations: ConversationStore;
  readonly audit: AuditStore;
  readonly settings: SettingsStore;
  /** Effect and audit entry in one transaction: both are on disk when it returns, or neither. */
  command<T>(action: string, work: (entry: AuditScope) => T): T;
  /** Reads every page (each carries a MAC) and every cross-reference. */
  verify(): StoreReport;
  close(): void;
}
