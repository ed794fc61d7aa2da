import type { Run } from "../../shared/domain/run.ts";
import type { RunActivity } from "../../shared/domain/run-live.ts";
import { AppError } from "../../shared/errors.ts";
import type { CallOptions, DeviceChoice, Loose } from "./api/call.ts";
import type { RunHandle, RunService, TrainHooks, TrainRequest } from "./api/run.ts";
import { deviceOf, type EngineContext } from "./engine-context.ts";
import { runDetail } from "./run-detail.ts";
import { RunExecution } from "./run-execution.ts";
import { RunFeed } from "./run-feed.ts";
import { tellNotice } from "./run-notices.ts";
import { reconcile } from "./run-reconcile.ts";
import { freeze } from "./run-request.ts";

const RESUMABLE: ReadonlySet<Run["status"]> = new Set([
  "queued",
  "interrupted",
  "stopped",
  "failed",
]);

const PREPARING: RunActivity = { phase: "preparing", done: 0, total: 0 };

export function createRunService(context: EngineContext, feed = new RunFeed()): RunService {
  const { store } = context;
  let active: RunHandle | null = null;

  function requireIdle(): void {
    if (active === null) return;
    throw new AppError("CONFLICT", `Run ${active.name} is under way: one run trains at a time.`, {
      hint: "Wait for its end, or stop and save it.",
      details: { run: active.id },
    });
  }

  function begin(run: Run, hooks: TrainHooks, chosen: Loose<DeviceChoice> = {}): RunHandle {
    requireIdle();
    const device = deviceOf(context, { ...kept(run, chosen), ...chosen });
    store.runs.setDevice(run.id, device);
    const execution = new RunExecution(context, run, device, told(context, feed, run.id, hooks));
    feed.enter(run.id, PREPARING);
    const done = execution.execute().finally(() => {
      active = null;
      feed.leave(run.id);
    });
    done.catch(() => {}); // whoever holds the handle may come later
    const handle = {
      id: run.id,
      name: run.name,
      done,
      pause: () => execution.signal("pause"),
      resume: () => execution.signal("resume"),
      stop: () => execution.signal("stop"),
      discard: () => execution.signal("discard"),
      settle: () => execution.settle(),
    };
    active = handle;
    return handle;
  }

  async function create(request: TrainRequest, options: CallOptions = {}): Promise<Run> {
    const fresh = await freeze(context, request, options);
    const device = deviceOf(context, request.device);
    return store.command("runs.start", (entry) => {
      const { name, frozen, model, split, leaked } = fresh;
      const created = store.runs.create({ name, frozen, modelId: model.id, splitId: split.id });
      store.runs.setDevice(created.id, device);
      entry.about("run", created.id, created.configSha256);
      if (leaked > 0) {
        store.gateReports.acknowledge(created.id, leaked);
        entry.about("quality", `leak of ${leaked} held-out rows acknowledged`);
      }
      return store.runs.resolve(created.id);
    });
  }

  async function train(request: TrainRequest, hooks: TrainHooks = {}): Promise<RunHandle> {
    requireIdle();
    const { onProgress } = hooks;
    return begin(await create(request, { onProgress }), hooks, request.device);
  }

  async function resume(
    reference: string,
    hooks: TrainHooks = {},
    device: Loose<DeviceChoice> = {},
  ): Promise<RunHandle> {
    const run = store.runs.resolve(reference);
    if (!RESUMABLE.has(run.status)) throw notResumable(run);
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

  function find(reference: string): Run | null {
    try {
      return store.runs.resolve(reference);
    } catch (error) {
      if (error instanceof AppError && error.code === "NOT_FOUND") return null;
      throw error;
    }
  }

  return {
    create,
    train,
    resume,
    recover,
    active: () => active,
    list: () => store.runs.list(),
    find,
    get: (reference) => runDetail(context, reference),
  };
}

/** What the run computed on before holds; how many threads, the settings say anew each time. */
function kept(run: Run, chosen: Loose<DeviceChoice>): Loose<DeviceChoice> {
  if (run.device === null || (chosen.backend ?? run.device.backend) !== run.device.backend) {
    return {};
  }
  const { backend, device, deterministic } = run.device;
  return { backend, device, deterministic };
}

/** The hooks of the caller, and the same told to the feed; notices are stored for later too. */
function told(context: EngineContext, feed: RunFeed, run: string, hooks: TrainHooks): TrainHooks {
  return {
    onProgress: (progress) => {
      // Named one by one: what tells its progress may carry more than the contract knows.
      const { phase, done, total } = progress;
      feed.enter(run, { phase, done, total });
      hooks.onProgress?.(progress);
    },
    onEvent: (event) => {
      feed.engine(run, event);
      hooks.onEvent?.(event);
    },
    onNotice: (message) => {
      tellNotice(context, feed, run, message);
      hooks.onNotice?.(message);
    },
    onStatus: (status) => {
      feed.status(run, status);
      hooks.onStatus?.(status);
    },
  };
}

function notResumable(run: Run): AppError {
  return new AppError("CONFLICT", `Run ${run.name} is ${run.status} and cannot be resumed.`, {
    field: "--resume",
    hint:
      run.status === "finished"
        ? "Start a new run to train further."
        : "Wait for the process that runs it, or stop it there.",
  });
}
