/** How far a call has come. `total` is 0 while it is not known yet. */
export interface Progress {
  phase: string;
  done: number;
  total: number;
}

/** What every long call takes: a way to watch it and a way to end it. */
export interface CallOptions {
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Ends the call: it rejects with AppError CANCELLED and leaves nothing half written. */
  signal?: AbortSignal | undefined;
}

/** Which device computes. Left out: the CPU with all its threads. */
export interface DeviceChoice {
  backend: "cpu" | "cuda";
  device: number;
  threads: number; // 0 = all
  deterministic: boolean;
}

/** Which checkpoint of a run answers: "best" (the default), "last", or a step ("40", "step-40"). */
export type CheckpointChoice = string;

/** Goes with everything a model says of a patient. */
export const REVIEW_NOTICE = "Not for diagnosis without review.";
