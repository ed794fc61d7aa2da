import type { ChatService } from "./chat.ts";
import type { CompareService } from "./compare.ts";
import type { DeviceService } from "./device.ts";
import type { EvaluationService } from "./evaluation.ts";
import type { LabelService } from "./label.ts";
import type { ModelService } from "./model.ts";
import type { PlanService } from "./plan.ts";
import type { RunService } from "./run.ts";
import type { SampleService } from "./sample.ts";
import type { VerifyService } from "./verify.ts";

/** The use cases that need the engine. compose.ts joins them with datasets and splits. */
export interface EngineServices {
  readonly runs: RunService;
  readonly models: ModelService;
  readonly evaluations: EvaluationService;
  readonly labels: LabelService;
  readonly chat: ChatService;
  readonly compare: CompareService;
  readonly plan: PlanService;
  readonly devices: DeviceService;
  readonly verify: VerifyService;
  readonly sample: SampleService;
}
