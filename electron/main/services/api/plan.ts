import type { Card } from "../../../shared/domain/cards.ts";
import type { MemoryPlan, PlanBasis, PlanVerdict } from "../../../shared/domain/memory-plan.ts";
import type { RunConfig, RunConfigInput } from "../../../shared/domain/run-config.ts";
import type { SolveField } from "../../../shared/domain/solve.ts";
import type { TaskInput } from "../../../shared/domain/task.ts";
import type { CallOptions, DeviceChoice, Loose } from "./call.ts";

export interface PlanRequest {
  model: string; // registered model, or a folder
  dataset?: string | undefined; // its longest row bounds the batch; left out: the context length
  task?: Loose<TaskInput> | undefined; // how a row becomes an example; as for a run
  config: RunConfigInput;
  device?: Loose<DeviceChoice> | undefined;
  /** Plan for a card that need not be in this machine; `device` is then not asked. */
  card?: Card | undefined;
  /** Plan against this much memory instead of what is free now. */
  availableBytes?: number | undefined;
  /** Left out: true. Without fixes a plan that exceeds is answered sooner. */
  fixes?: boolean | undefined;
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
  basis: PlanBasis;
  basisReason: string; // why the engine could not plan as the card; empty otherwise
  availableBytes: number;
  verdict: PlanVerdict;
  fixes: PlanFix[]; // the three that free most, each planned; empty when it fits
}

export interface SolveRequest extends PlanRequest {
  field: SolveField;
  /** Left out: true. The largest that fits with room to spare; false: the largest that fits. */
  margin?: boolean | undefined;
}

export interface SolveOutcome {
  field: SolveField;
  /** Null when not even the smallest value fits: `outcome` is then the plan of that one. */
  value: number | null;
  /** What ends the search: memory, the model's context, or the range of the field. */
  limitedBy: "memory" | "model" | "range";
  outcome: PlanOutcome;
  plans: number; // how many plans the engine made
}

export type MeasureRequest = Pick<PlanRequest, "model" | "task"> & { dataset: string };

export interface PlanService {
  /** Tokens of the longest row, prompt, answer and end-of-text. */
  measure(request: MeasureRequest, options?: CallOptions): Promise<number>;
  plan(request: PlanRequest, options?: CallOptions): Promise<PlanOutcome>;
  /** The largest micro-batch, context length or rank that fits, the rest as it is. */
  solve(request: SolveRequest, options?: CallOptions): Promise<SolveOutcome>;
}
