import type { AnswerEvaluationService } from "./answer-evaluation.ts";
import type { AuditService } from "./audit.ts";
import type { ChatService } from "./chat.ts";
import type { CompareService } from "./compare.ts";
import type { ConversationService } from "./conversation.ts";
import type { DeviceService } from "./device.ts";
import type { EvaluationService } from "./evaluation.ts";
import type { LabelService } from "./label.ts";
import type { ModelService } from "./model.ts";
import type { PlanService } from "./plan.ts";
import type { RunService } from "./run.ts";
import type { RunCatalogue } from "./run-catalogue.ts";
import type { SampleService } from "./sample.ts";
import type { SettingsService } from "./settings.ts";
import type { RunSupervisor } from "./supervisor.ts";
import type { VerifyService } from "./verify.ts";

/** The use cases that need the engine. compose.ts joins them with datasets and splits. */
export interface EngineServices {
  readonly runs: RunService;
  /** Runs in the background, one at a time. */
  readonly supervisor: RunSupervisor;
  readonly catalogue: RunCatalogue;
  readonly models: ModelService;
  readonly evaluations: EvaluationService;
  readonly answers: AnswerEvaluationService;
  readonly labels: LabelService;
  readonly chat: ChatService;
  readonly conversations: ConversationService;
  readonly audit: AuditService;
  readonly settings: SettingsService;
  readonly compare: CompareService;
  readonly plan: PlanService;
  readonly devices: DeviceService;
  readonly verify: VerifyService;
  readonly sample: SampleService;
}
