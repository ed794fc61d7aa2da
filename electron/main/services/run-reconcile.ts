import type { Run } from "../../shared/domain/run.ts";
import type { EngineContext } from "./engine-context.ts";
import { checkpointName, checkpointPath, checkpointsDir } from "./run-places.ts";

/**
 * Makes the rows agree with the folders after a process ended at any moment: leftovers of saves are
 * swept, a folder that is whole but has no row yet gets one, a row without a good folder goes.
 */
export async function reconcile(
  context: EngineContext,
  run: Run,
  onNotice: (message: string) => void = () => {},
): Promise<void> {
  const { trainer, store } = context;
  const folder = { checkpointsDir: checkpointsDir(context, run.id) };
  await trainer.request("sweepCheckpoints", folder);
  const found = await trainer.request("listCheckpoints", folder);
  const good = new Map(found.filter((f) => f.ok).map((f) => [f.directory, f]));
  for (const bad of found.filter((f) => !f.ok)) {
    onNotice(`Checkpoint ${bad.directory} of ${run.name} is damaged and left out: ${bad.problem}`);
  }
  const rows = store.checkpoints.list(run.id);
  for (const row of rows) {
    const there = good.get(checkpointName(row));
    if (there?.manifestSha256 === row.manifestSha256) good.delete(there.directory);
    else if (there === undefined) store.checkpoints.remove(run.id, row.step);
  }
  for (const folder of [...good.values()].sort((a, b) => a.step - b.step)) {
    const loss = lossAt(context, run.id, folder.step);
    const best = store.checkpoints.best(run.id)?.loss ?? null;
    store.checkpoints.commit({
      runId: run.id,
      step: folder.step,
      path: checkpointPath(run.id, folder.directory),
      manifestSha256: folder.manifestSha256,
      best: loss !== null && (best === null || loss < best),
      loss,
      bytes: folder.bytes,
    });
  }
}

/** Validation loss measured at exactly this step, if it reached the store. */
function lossAt(context: EngineContext, runId: string, step: number): number | null {
  const page = context.store.metrics.page({
    runId,
    name: "validationLoss",
    afterStep: step - 1,
    limit: 1,
  });
  const value = page.steps[0] === step ? page.values[0] : undefined;
  return value === undefined || Number.isNaN(value) ? null : value;
}
