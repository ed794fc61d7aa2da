import type { RunDetail } from "./api/run.ts";
import type { EngineContext } from "./engine-context.ts";

/** A run with what its metrics and checkpoints say of it. */
export function runDetail(context: EngineContext, reference: string): RunDetail {
  const { runs, metrics, checkpoints } = context.store;
  const run = runs.resolve(reference);
  const last = (name: string) => metrics.last(run.id, name);
  const loss = last("loss");
  const best = checkpoints.best(run.id);
  return {
    run,
    checkpoints: checkpoints.list(run.id),
    step: loss?.step ?? 0,
    totalSteps: last("totalSteps")?.value ?? 0,
    bestStep: best?.step ?? null,
    bestLoss: best?.loss ?? null,
    finalLoss: loss?.value ?? null,
    trainSeconds: (loss?.wallMs ?? 0) / 1000,
    plannedBytes: last("plannedBytes")?.value ?? null,
    peakBytes: last("peakBytes")?.value ?? null,
  };
}
