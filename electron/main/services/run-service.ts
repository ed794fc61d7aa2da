import type { Run } from "../../shared/domain/run.ts";
import { AppError } from "../../shared/errors.ts";
import type { CallOptions, DeviceChoice, Loose } from "./api/call.ts";
import type { RunHandle, RunService, TrainHooks, TrainRequest } from "./api/run.ts";
import { deviceOf, type EngineContext } from "./engine-context.ts";
import { runDetail } from "./run-detail.ts";
import { RunExecution } from "./run-execution.ts";
import { reconcile } from "./run-reconcile.ts";
import { freeze } from "./run-request.ts";

const RESUMABLE: ReadonlySet<Run["status"]> = new Set([
  "queued",
  "interrupted",
  "stopped",
  "failed",
]);

export function createRunService(context: EngineContext): RunService {
  const { store } = context;

  function begin(run: Run, hooks: TrainHooks, device: Loose<DeviceChoice> = {}): RunHandle {
    const execution = new RunExecution(context, run, deviceOf(context, device), hooks);
    const done = execution.execute();
    done.catch(() => {}); // whoever holds the handle may come later
    return {
      id: run.id,
      name: run.name,
      done,
      pause: () => execution.signal("pause"),
      resume: () => execution.signal("resume"),
      stop: () => execution.signal("stop"),
      discard: () => execution.signal("discard"),
    };
  }

  async function train(request: TrainRequest, hooks: TrainHooks = {}): Promise<RunHandle> {
    const fresh = await freeze(context, request, hooks);
    const run = store.command("runs.start", (entry) => {
      const { name, frozen, model, split } = fresh;
      const created = store.runs.create({ name, frozen, modelId: model.id, splitId: split.id });
      entry.about("run", created.id, created.configSha256);
      return created;
    });
    return begin(run, hooks, request.device);
  }

  async function resume(
    reference: string,
    hooks: TrainHooks = {},
    device: Loose<DeviceChoice> = {},
  ): Promise<RunHandle> {
    const run = store.runs.resolve(reference);
    if (!RESUMABLE.has(run.status)) {
      throw new AppError("CONFLICT", `Run ${run.name} is ${run.status} and cannot be resumed.`, {
        field: "--resume",
        hint:
          run.status === "finished"
            ? "Start a new run to train further."
            : "Wait for the process that runs it, or stop it there.",
      });
    }
    return begin(run, hooks, device);
  }

  async function recover(options: CallOptions = {}): Promise<Run[]> {
    const interrupted = store.runs.list().filter((run) => run.status === "interrupted");
    for (const [i, run] of interrupted.entries()) {
      options.onProgress?.({ phase: "checking runs", done: i, total: interrupted.length });
      await reconcile(context, run);
    }
    return interrupted;
  }

  return {
    train,
    resume,
    recover,
    list: () => store.runs.list(),
    get: (reference) => runDetail(context, reference),
  };
}
