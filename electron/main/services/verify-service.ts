import { toAppError } from "../../shared/errors.ts";
import { type CallOptions, throwIfCancelled } from "./api/call.ts";
import type { VerifyFinding, VerifyOutcome, VerifyService } from "./api/verify.ts";
import { modelDir } from "./base-model.ts";
import type { EngineContext } from "./engine-context.ts";
import { checkpointName, checkpointsDir } from "./run-places.ts";

export function createVerifyService(context: EngineContext): VerifyService {
  return { verify: (options = {}) => verify(context, options) };
}

async function verify(context: EngineContext, options: CallOptions): Promise<VerifyOutcome> {
  const { store } = context;
  const models = store.models.list();
  const runs = store.runs.list();
  const total = 2 + models.length + runs.length;
  const findings: VerifyFinding[] = [];
  const add = (found: readonly VerifyFinding[]) => {
    findings.push(...found);
    throwIfCancelled(options.signal, "Verifying");
  };
  const at = (done: number) => options.onProgress?.({ phase: "verifying", done, total });
  at(0);
  add(storeFindings(context));
  at(1);
  add([auditFinding(context)]);
  for (const [i, model] of models.entries()) {
    at(2 + i);
    add([await modelFinding(context, model.id, options)]);
  }
  for (const [i, run] of runs.entries()) {
    at(2 + models.length + i);
    add(await checkpointFindings(context, run.id));
  }
  at(total);
  return { ok: findings.every((finding) => finding.ok), findings };
}

function storeFindings({ store }: EngineContext): VerifyFinding[] {
  const { ok, problems } = store.verify();
  if (ok) return [{ subject: "store", name: "every page", ok, problem: "" }];
  return problems.map((problem) => ({ subject: "store", name: "every page", ok, problem }));
}

function auditFinding({ store }: EngineContext): VerifyFinding {
  const { ok, entries, problem } = store.audit.verify();
  return { subject: "audit", name: `${entries} entries`, ok, problem };
}

/** Reads all weights again; no cached hash is believed here. */
async function modelFinding(
  context: EngineContext,
  id: string,
  options: CallOptions,
): Promise<VerifyFinding> {
  const model = context.store.models.resolve(id);
  const finding = { subject: "model", name: model.name } as const;
  try {
    const folder = { modelDir: modelDir(context, model) };
    const { hash } = await context.trainer.request("hashModel", folder, options);
    const ok = hash === model.hash;
    const problem = ok ? "" : "The weights are not those that were registered.";
    return { ...finding, ok, problem };
  } catch (error) {
    return { ...finding, ok: false, problem: toAppError(error).message };
  }
}

/** Every row has its folder with the very manifest it names, and the folder is whole. */
async function checkpointFindings(context: EngineContext, runId: string): Promise<VerifyFinding[]> {
  const { store, trainer } = context;
  const run = store.runs.resolve(runId);
  const rows = store.checkpoints.list(runId);
  if (rows.length === 0) return [];
  const found = await trainer.request("listCheckpoints", {
    checkpointsDir: checkpointsDir(context, runId),
  });
  return rows.map((row): VerifyFinding => {
    const folder = found.find((f) => f.directory === checkpointName(row));
    const changed = folder?.ok === true && folder.manifestSha256 !== row.manifestSha256;
    const problem =
      folder === undefined
        ? "Its folder is missing."
        : changed
          ? "Its manifest is not the one that was recorded."
          : folder.problem;
    const ok = folder?.ok === true && !changed;
    return { subject: "checkpoint", name: `${run.name} step ${row.step}`, ok, problem };
  });
}
