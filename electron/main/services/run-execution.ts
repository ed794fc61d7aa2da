import type { TrainResult } from "../../shared/domain/engine-events.ts";
import type { Run, RunStatus } from "../../shared/domain/run.ts";
import { AppError, toAppError } from "../../shared/errors.ts";
import { isTrainerEnded, type TrainerCall } from "../trainer-host/protocol/client.ts";
import type { TrainerSignal } from "../trainer-host/protocol/messages.ts";
import type { DeviceChoice } from "./api/call.ts";
import type { RunOutcome, TrainHooks } from "./api/run.ts";
import { unchangedModelDir } from "./base-model.ts";
import type { EngineContext } from "./engine-context.ts";
import { quantizedCache } from "./quantized-copies.ts";
import { runDetail } from "./run-detail.ts";
import { checkpointsDir } from "./run-places.ts";
import { reconcile } from "./run-reconcile.ts";
import { RunRecorder } from "./run-recorder.ts";
import { stageRows } from "./stage-rows.ts";

/** Restarts in a row that reached no new checkpoint before the run is given up. */
const MAX_TRIES = 3;

const STATUS: Readonly<Record<TrainResult["outcome"], RunStatus>> = {
  finished: "finished",
  "early-stopped": "finished",
  stopped: "stopped",
  discarded: "stopped",
};

/** One run on its way from queued or resumed to its outcome, over as many processes as it takes. */
export class RunExecution {
  readonly #context: EngineContext;
  readonly #run: Run;
  readonly #device: DeviceChoice;
  readonly #hooks: TrainHooks;
  #call: TrainerCall<TrainResult> | null = null;
  #asked: "stop" | "discard" | null = null;
  #held = false; // paused
  #recorder: RunRecorder | null = null;

  constructor(context: EngineContext, run: Run, device: DeviceChoice, hooks: TrainHooks) {
    this.#context = context;
    this.#run = run;
    this.#device = device;
    this.#hooks = hooks;
  }

  /** Records the outcome whatever it is; rejects only when that fails. */
  async execute(): Promise<RunOutcome> {
    this.#setStatus("running");
    try {
      const result = await this.#train();
      this.#setStatus(STATUS[result.outcome]);
      return { detail: runDetail(this.#context, this.#run.id), result };
    } catch (error) {
      this.#fail(toAppError(error));
      return { detail: runDetail(this.#context, this.#run.id), result: null };
    }
  }

  async #train(): Promise<TrainResult> {
    for (let tries = 1; ; tries++) {
      const recorder = new RunRecorder(this.#context, this.#run.id, this.#hooks);
      this.#recorder = recorder;
      try {
        const result = await this.#once(recorder);
        recorder.finish(result.step, result.peakBytes);
        return result;
      } catch (error) {
        recorder.flush();
        if (!isTrainerEnded(error) || this.#asked !== null) throw error;
        if (recorder.committed > 0) tries = 0;
        if (tries >= MAX_TRIES) throw error;
        this.#hooks.onNotice?.(
          `${toAppError(error).message} The run goes on from its last checkpoint.`,
        );
      }
    }
  }

  async #once(recorder: RunRecorder): Promise<TrainResult> {
    const { store, trainer } = this.#context;
    const { frozen, modelId, id } = this.#run;
    await reconcile(this.#context, this.#run, this.#hooks.onNotice);
    const model = store.models.resolve(modelId);
    const modelDir = await unchangedModelDir(this.#context, model, this.#hooks);
    await stageRows(this.#context, this.#run);
    if (!this.#held) this.#setStatus("running"); // resumed while no process was there to be told
    const call = trainer.call(
      "train",
      {
        modelDir,
        checkpointsDir: checkpointsDir(this.#context, id),
        config: frozen.config,
        device: this.#device,
        resume: "auto",
        baseHash: frozen.modelHash,
        quantizedCache: quantizedCache(this.#context, model),
        truncate: frozen.task.truncate,
      },
      { onEvent: recorder.onEvent },
    );
    this.#call = call;
    if (this.#asked !== null) call.signal(this.#asked);
    if (this.#held) this.signal("pause");
    try {
      return await call.result;
    } finally {
      this.#call = null;
    }
  }

  /** What is asked holds from now on, also when it comes before or between processes. */
  signal(signal: Extract<TrainerSignal, "pause" | "resume" | "stop" | "discard">): void {
    if (signal === "stop" || signal === "discard") this.#asked = signal;
    else this.#held = signal === "pause";
    const steered = signal === "pause" || signal === "resume";
    if (steered && this.#call !== null) this.#setStatus(this.#held ? "paused" : "running");
    this.#call?.signal(signal);
  }

  /** Brings what was told so far into the store. */
  settle(): void {
    this.#recorder?.settle();
  }

  #setStatus(status: RunStatus, error: AppError | null = null): void {
    const { store } = this.#context;
    const now = store.runs.resolve(this.#run.id).status;
    if (now === status) return;
    store.command(`runs.${status}`, (entry) => {
      entry.about("run", this.#run.id, this.#run.configSha256);
      if (error === null) store.runs.setStatus(this.#run.id, status);
      else {
        const { code, message, hint } = error;
        store.runs.setStatus(this.#run.id, status, { code, message, hint });
      }
    });
    this.#hooks.onStatus?.(status);
  }

  #fail(error: AppError): void {
    const kept = this.#context.store.checkpoints.latest(this.#run.id);
    const rest =
      kept === null
        ? "No checkpoint was saved yet."
        : `The checkpoint of step ${kept.step} is kept.`;
    this.#setStatus(
      "failed",
      new AppError(error.code, `${sentence(error.message)} ${rest}`, {
        hint: error.hint === "" ? "" : sentence(error.hint),
        cause: error,
      }),
    );
  }
}

/** The engine's messages end without a full stop; here another sentence follows. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
