import type { Run } from "../../../shared/domain/run.ts";
import type { LiveRuns, RunEvent } from "../../../shared/domain/run-live.ts";
import type { CallOptions, DeviceChoice, Loose } from "./call.ts";
import type { TrainRequest } from "./run.ts";

/**
 * Runs in the background: whoever asks gets an answer at once and watches if it likes. One run is
 * under way at a time; the others wait in the order they were asked for.
 */
export interface RunSupervisor {
  /** Records the run; it begins now, or when those before it are done. */
  start(request: TrainRequest, options?: CallOptions): Promise<Run>;
  /** Goes on: a paused run at once; a stopped, interrupted, failed or queued one in its turn. */
  resume(run: string, device?: Loose<DeviceChoice>): Run;
  pause(run: string): Run;
  /** Ends a run, an evaluation, or the wait for either. */
  stop(run: string, save: boolean): Run;
  /** Scores the base and the fine-tuned model of a run on its test part, in its turn. */
  evaluate(run: string): Run;
  /** Calls the listener at every change; returns what ends that. */
  watch(listener: () => void): () => void;
  now(): LiveRuns;
  /** Anything under way or waiting, the moments between two stages included. */
  busy(): boolean;
  /** "attached" first, then every event of the run; returns what ends that. */
  follow(run: string, listener: (event: RunEvent) => void): () => void;
  /** For the end of the program: nothing new begins, what is under way is saved. */
  shutdown(): Promise<void>;
}
