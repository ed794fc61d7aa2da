import { isAbsolute } from "node:path";
import type { CallOptions } from "./api/call.ts";
import type { PlanRequest, PlanService } from "./api/plan.ts";
import { modelDir } from "./base-model.ts";
import { checkedConfig } from "./checked-input.ts";
import { deviceOf, type EngineContext } from "./engine-context.ts";
import { LongestRows } from "./plan-longest-row.ts";
import { PlanMemo } from "./plan-memo.ts";
import { planOutcome } from "./plan-outcome.ts";
import { solve } from "./plan-solve.ts";
import type { PlanTarget } from "./plan-target.ts";

export function createPlanService(context: EngineContext): PlanService {
  const rows = new LongestRows(context);
  const memo = new PlanMemo();

  async function targetOf(request: PlanRequest, options: CallOptions): Promise<PlanTarget> {
    const folder = folderOf(context, request.model);
    return {
      modelDir: folder,
      device: deviceOf(context, request.device),
      card: request.card ?? null,
      longestExample: await rows.of(request.dataset, request.task, folder, options),
      memo,
    };
  }

  return {
    measure: ({ dataset, task, model }, options = {}) =>
      rows.of(dataset, task, folderOf(context, model), options),
    async plan(request, options = {}) {
      const config = checkedConfig(request.config);
      const target = await targetOf(request, options);
      return planOutcome(context, config, target, request);
    },
    async solve(request, options = {}) {
      const config = checkedConfig(request.config);
      const target = await targetOf(request, options);
      return solve(context, config, target, request, options);
    },
  };
}

/** A path is a folder; anything else names a registered model. */
function folderOf(context: EngineContext, model: string): string {
  if (isAbsolute(model)) return model;
  return modelDir(context, context.store.models.resolve(model));
}
