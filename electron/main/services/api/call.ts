import { AppError } from "../../../shared/errors.ts";

/** How far a call has come. `total` is 0 while it is not known yet. */
export interface Progress {
  phase: string;
  done: number;
  total: number;
}

/** What every long call takes: a way to watch it and a way to end it. */
export interface CallOptions {
  onProgress?: ((progress: Progress) => void) | undefined;
  /** What a person should know and that stops nothing. */
  onNotice?: ((message: string) => void) | undefined;
  /** Ends the call: it rejects with AppError CANCELLED and leaves nothing half written. */
  signal?: AbortSignal | undefined;
}

export function throwIfCancelled(signal: AbortSignal | undefined, what: string): void {
  if (signal?.aborted) throw new AppError("CANCELLED", `${what} was cancelled.`);
}

/** The work's outcome, or CANCELLED as soon as the signal says so; the work itself goes on. */
export async function orCancelled<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
  what: string,
): Promise<T> {
  if (signal === undefined) return await work;
  throwIfCancelled(signal, what);
  work.catch(() => {}); // after a cancellation nobody hears how it ended
  let stop = () => {};
  const cancelled = new Promise<never>((_, reject) => {
    stop = () => reject(new AppError("CANCELLED", `${what} was cancelled.`));
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** Which device computes. Left out: what the settings say, else the CPU with all its threads. */
export interface DeviceChoice {
  backend: "cpu" | "cuda";
  device: number;
  threads: number; // 0 = all
  deterministic: boolean;
}

/** Every property may be left out, or be undefined. */
export type Loose<T> = { [K in keyof T]?: T[K] | undefined };

/** The properties that are not undefined, over the defaults. */
export function withDefaults<T extends object>(defaults: T, chosen: Loose<T> = {}): T {
  const said = Object.entries(chosen).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(said) };
}

/** Which checkpoint of a run answers: "best" (the default), "last", or a step ("40", "step-40"). */
export type CheckpointChoice = string;

/** Goes with everything a model says of a patient. */
export const REVIEW_NOTICE = "Not for diagnosis without review.";
