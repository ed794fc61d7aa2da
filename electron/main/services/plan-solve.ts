import { planVerdict } from "../../shared/domain/memory-plan.ts";
import type { RunConfig } from "../../shared/domain/run-config.ts";
import { type Candidates, solveCandidates, withSolved } from "../../shared/domain/solve.ts";
import { AppError } from "../../shared/errors.ts";
import { type CallOptions, throwIfCancelled } from "./api/call.ts";
import type { SolveOutcome, SolveRequest } from "./api/plan.ts";
import type { EngineContext } from "./engine-context.ts";
import { planOutcome } from "./plan-outcome.ts";
import { type PlanTarget, planOn } from "./plan-target.ts";

/** The largest value of one field whose plan fits, every candidate planned by the engine. */
export async function solve(
  context: EngineContext,
  config: RunConfig,
  target: PlanTarget,
  request: SolveRequest,
  options: CallOptions,
): Promise<SolveOutcome> {
  const { field } = request;
  if (field === "rank" && config.method === "full") {
    throw new AppError("UNSUPPORTED", "Full fine-tuning trains no adapter, so it has no rank.", {
      field: "rank",
      hint: "Choose another method, or solve for the micro-batch or the context length.",
    });
  }
  const modelContext = await contextOf(context, target);
  const candidates = solveCandidates(field, modelContext);
  const made = (index: number) => withSolved(config, field, candidates.at(index));
  let plans = 0;
  const fits = async (index: number): Promise<boolean> => {
    throwIfCancelled(options.signal, "The search");
    const { plan } = await planOn(context, made(index), target);
    plans += 1;
    options.onProgress?.({ phase: "planning", done: plans, total: 0 });
    const available = request.availableBytes ?? target.card?.usableBytes ?? plan.freeBytes;
    const verdict = planVerdict(plan.totalBytes, available);
    return verdict === "fits" || (request.margin === false && verdict === "tight");
  };
  const best = await largestFitting(candidates, fits);
  const outcome = await planOutcome(context, made(Math.max(best, 0)), target, {
    ...request,
    fixes: false,
  });
  const ended = best === candidates.count - 1;
  const bound = field === "contextLength" ? "model" : "range";
  return {
    field,
    value: best < 0 ? null : candidates.at(best),
    limitedBy: ended ? bound : "memory",
    outcome,
    plans: plans + 1,
  };
}

async function contextOf({ trainer }: EngineContext, { modelDir }: PlanTarget): Promise<number> {
  return (await trainer.request("describeModel", { modelDir })).info.contextLength;
}

/**
 * Index of the largest candidate that fits, -1 where none does: doubling strides until one does not
 * fit, then halving the gap. A plan grows with each of the fields searched.
 */
export async function largestFitting(
  { count }: Candidates,
  fits: (index: number) => Promise<boolean>,
): Promise<number> {
  if (!(await fits(0))) return -1;
  let good = 0;
  let bad = count;
  for (let next = 1; next < count; next = 2 * next + 1) {
    if (await fits(next)) {
      good = next;
    } else {
      bad = next;
      break;
    }
  }
  while (bad - good > 1) {
    const middle = good + Math.floor((bad - good) / 2);
    if (await fits(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
