import { isAbsolute } from "node:path";
import { type MemoryPlan, planVerdict } from "../../shared/domain/memory-plan.ts";
import type { RunConfig } from "../../shared/domain/run-config.ts";
import { AppError } from "../../shared/errors.ts";
import type { CallOptions, DeviceChoice } from "./api/call.ts";
import type { PlanFix, PlanOutcome, PlanRequest, PlanService } from "./api/plan.ts";
import { modelDir } from "./base-model.ts";
import { checkedConfig } from "./checked-input.ts";
import { deviceOf, type EngineContext } from "./engine-context.ts";
import { fixDrafts } from "./plan-fixes.ts";
import { longestRow } from "./plan-longest-row.ts";

const SHOWN_FIXES = 3;

interface Planned {
  modelDir: string;
  device: DeviceChoice;
  longestExample: number; // tokens; 0 = the context length
}

export function createPlanService(context: EngineContext): PlanService {
  return { plan: (request, options = {}) => plan(context, request, options) };
}

async function plan(
  context: EngineContext,
  request: PlanRequest,
  options: CallOptions,
): Promise<PlanOutcome> {
  const config = checkedConfig(request.config);
  const folder = folderOf(context, request.model);
  const planned: Planned = {
    modelDir: folder,
    device: deviceOf(context, request.device),
    longestExample: await longestRow(context, request.dataset, folder, options),
  };
  const first = await planOnce(context, config, planned);
  const availableBytes = request.availableBytes ?? first.freeBytes;
  const verdict = planVerdict(first.totalBytes, availableBytes);
  const fixes =
    verdict === "exceeds" ? await plannedFixes(context, config, planned, availableBytes) : [];
  return { config, plan: first, availableBytes, verdict, fixes };
}

/** A path is a folder; anything else names a registered model. */
function folderOf(context: EngineContext, model: string): string {
  if (isAbsolute(model)) return model;
  return modelDir(context, context.store.models.resolve(model));
}

async function planOnce(
  context: EngineContext,
  config: RunConfig,
  planned: Planned,
): Promise<MemoryPlan> {
  // A plan is for rows that train: a longer row than the context is left out by the run.
  const longestExample = Math.min(planned.longestExample, config.contextLength);
  return context.trainer.request("plan", { ...planned, config, longestExample });
}

/** Every change, planned by the engine; those that make it fit first, each for the least change. */
async function plannedFixes(
  context: EngineContext,
  config: RunConfig,
  planned: Planned,
  availableBytes: number,
): Promise<PlanFix[]> {
  const fixes: PlanFix[] = [];
  for (const draft of fixDrafts(config)) {
    const changed = { ...config, ...draft.config };
    try {
      const { totalBytes } = await planOnce(context, changed, planned);
      fixes.push({ ...draft, totalBytes, verdict: planVerdict(totalBytes, availableBytes) });
    } catch (error) {
      // A combination the engine does not offer is no fix; anything else is a fault.
      if (!(error instanceof AppError) || error.code !== "UNSUPPORTED") throw error;
    }
  }
  const helpful = fixes.filter((fix) => fix.verdict !== "exceeds");
  const rest = fixes
    .filter((fix) => fix.verdict === "exceeds")
    .sort((a, b) => a.totalBytes - b.totalBytes);
  return [...onePerKind(helpful), ...onePerKind(rest)].slice(0, SHOWN_FIXES);
}

/** Of the micro-batches that fit, the largest is enough. */
function onePerKind(fixes: readonly PlanFix[]): PlanFix[] {
  const seen = new Set<string>();
  return fixes.filter((fix) => {
    const kind = Object.keys(fix.config).sort().join();
    return !seen.has(kind) && seen.add(kind);
  });
}
