import { planVerdict } from "../../shared/domain/memory-plan.ts";
import type { RunConfig } from "../../shared/domain/run-config.ts";
import { AppError } from "../../shared/errors.ts";
import type { PlanFix, PlanOutcome, PlanRequest } from "./api/plan.ts";
import type { EngineContext } from "./engine-context.ts";
import { fixDrafts } from "./plan-fixes.ts";
import { type PlanTarget, planOn } from "./plan-target.ts";

const SHOWN_FIXES = 3;

/** The plan of a configuration, held against what is there, with what would make it fit. */
export async function planOutcome(
  context: EngineContext,
  config: RunConfig,
  target: PlanTarget,
  request: Pick<PlanRequest, "availableBytes" | "fixes">,
): Promise<PlanOutcome> {
  const first = await planOn(context, config, target);
  const offered = target.card?.usableBytes ?? first.plan.freeBytes;
  const availableBytes = request.availableBytes ?? offered;
  const verdict = planVerdict(first.plan.totalBytes, availableBytes);
  const wanted = verdict === "exceeds" && request.fixes !== false;
  const fixes = wanted ? await plannedFixes(context, config, target, availableBytes) : [];
  return { config, ...first, availableBytes, verdict, fixes };
}

/** Every change, planned by the engine; those that make it fit first, each for the least change. */
async function plannedFixes(
  context: EngineContext,
  config: RunConfig,
  target: PlanTarget,
  availableBytes: number,
): Promise<PlanFix[]> {
  const fixes: PlanFix[] = [];
  for (const draft of fixDrafts(config)) {
    const changed = { ...config, ...draft.config };
    try {
      const { totalBytes } = (await planOn(context, changed, target)).plan;
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
  return onePerKind([...helpful, ...rest]).slice(0, SHOWN_FIXES);
}

/** Of the micro-batches that fit, the largest is enough; of those that do not, the smallest. */
function onePerKind(fixes: readonly PlanFix[]): PlanFix[] {
  const seen = new Set<string>();
  return fixes.filter((fix) => {
    const kind = Object.keys(fix.config).sort().join();
    return !seen.has(kind) && seen.add(kind);
  });
}
