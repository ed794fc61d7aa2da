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
    store.checkpoints.commit({
      runId: run.id,
      step: folder.step,
      path: checkpointPath(run.id, folder.directory),
      manifestSha256: folder.manifestSha256,
      best: folder.best,
      loss: folder.loss,
      bytes: folder.bytes,
    });
  }
}
