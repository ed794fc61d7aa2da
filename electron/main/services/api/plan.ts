import type { MemoryPlan, PlanVerdict } from "../../../shared/domain/memory-plan.ts";
import type { RunConfig, RunConfigInput } from "../../../shared/domain/run-config.ts";
import type { CallOptions, DeviceChoice, Loose } from "./call.ts";

export interface PlanRequest {
  model: string; // registered model, or a folder
  dataset?: string | undefined; // its longest row bounds the batch; left out: the context length
  config: RunConfigInput;
  device?: Loose<DeviceChoice> | undefined;
  /** Plan against this much memory instead of what is free now. */
  availableBytes?: number | undefined;
}

export interface PlanFix {
  change: string; // in words: "micro-batch 8 → 4, accumulation 1 → 2"
  config: Partial<RunConfig>;
  totalBytes: number;
  verdict: PlanVerdict;
}

export interface PlanOutcome {
  config: RunConfig;
  plan: MemoryPlan;
  availableBytes: number;
  verdict: PlanVerdict;
  fixes: PlanFix[]; // the three that free most, each planned; empty when it fits
}

export interface PlanService {
  plan(request: PlanRequest, options?: CallOptions): Promise<PlanOutcome>;
}
