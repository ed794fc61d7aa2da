import type { Checkpoint } from "../../../shared/domain/checkpoint.ts";
import type { EngineEvent, TrainResult } from "../../../shared/domain/engine-events.ts";
import type { Run, RunStatus } from "../../../shared/domain/run.ts";
import type { RunConfigInput } from "../../../shared/domain/run-config.ts";
import type { TaskInput } from "../../../shared/domain/task.ts";
import type { CallOptions, DeviceChoice, Loose, Progress } from "./call.ts";

/** `dataset`, `model`, `split` and `run` are ids, names, or the beginning of a hash. */
export interface TrainRequest {
  dataset: string;
  model: string;
  /** Left out: method and dataset, numbered. */
  name?: string | undefined;
  /** Left out: the newest split of the dataset; without any, NOT_FOUND says to split first. */
  split?: string | undefined;
  /** Left out: by the kind of the dataset; labels are those of the dataset version. */
  task?: Loose<TaskInput> | undefined;
  config: RunConfigInput;
  device?: Loose<DeviceChoice> | undefined;
  /** The person knows that held-out rows are in the training part, as the quality gate says. */
  acknowledgeLeak?: boolean | undefined;
}

export interface RunDetail {
  run: Run;
  checkpoints: Checkpoint[];
  /** Last step whose metrics are stored, and how many there are to be; 0 before the start. */
  step: number;
  totalSteps: number;
  bestStep: number | null;
  bestLoss: number | null;
  finalLoss: number | null; // training loss of the last step
  trainSeconds: number;
  plannedBytes: number | null;
  peakBytes: number | null;
}

export interface RunOutcome {
  detail: RunDetail;
  result: TrainResult | null; // null when the run failed: see detail.run.error
}

export interface TrainHooks {
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Every event of the engine, in order: step metrics, evaluations, checkpoints, notices. */
  onEvent?: ((event: EngineEvent) => void) | undefined;
  /** Something a person should read: a restart of the trainer, rows left out, a fallback. */
  onNotice?: ((message: string) => void) | undefined;
  onStatus?: ((status: RunStatus) => void) | undefined;
}

/** A run under way. */
export interface RunHandle {
  readonly id: string;
  readonly name: string;
  /** Resolves for a failed run too; rejects only when the outcome could not be recorded. */
  readonly done: Promise<RunOutcome>;
  pause(): void;
  resume(): void;
  /** Saves at the next step border and ends; the run can be resumed. */
  stop(): void;
  /** Ends without saving; what the checkpoints hold stays. */
  discard(): void;
  /** Brings what was told by onEvent into the store now; a failure ends the run, not the caller. */
  settle(): void;
}

export interface RunService {
  /** Freezes the configuration and records the run, queued. Rejects before a row is written. */
  create(request: TrainRequest, options?: CallOptions): Promise<Run>;
  /**
   * create(), and starts it at once. Like resume(), it is a CONFLICT while another run of this
   * process is under way: the memory plan of each counts on the whole device.
   */
  train(request: TrainRequest, hooks?: TrainHooks): Promise<RunHandle>;
  /**
   * Begins a queued run, or continues a stopped, interrupted or failed one from its newest good
   * checkpoint; on the device it had, unless another is named.
   */
  resume(run: string, hooks?: TrainHooks, device?: Loose<DeviceChoice>): Promise<RunHandle>;
  /** The run that this process trains, or null. */
  active(): RunHandle | null;
  list(): Run[];
  /** Null for a run that is not there. */
  find(run: string): Run | null;
  get(run: string): RunDetail;
  /** Marks what a crash left "running" as interrupted and sweeps leftovers of saves. */
  recover(options?: CallOptions): Promise<Run[]>;
}
