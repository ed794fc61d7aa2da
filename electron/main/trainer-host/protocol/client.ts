import { AppError } from "../../../shared/errors.ts";
import type { TrainerEvent, TrainerSignal } from "./messages.ts";
import type { ParamsOf, ResultOf, TrainerMethod } from "./methods.ts";

export interface RequestOptions {
  onEvent?: ((event: TrainerEvent) => void) | undefined;
  /** Cancels the request; it then rejects with CANCELLED, or resolves with what was reached. */
  signal?: AbortSignal | undefined;
}

/** A request under way, to be paused or stopped. */
export interface TrainerCall<R> {
  readonly result: Promise<R>;
  signal(signal: TrainerSignal): void;
}

/** What services know of the trainer process. It is started by the first request. */
export interface TrainerClient {
  call<M extends TrainerMethod>(
    method: M,
    params: ParamsOf<M>,
    options?: RequestOptions,
  ): TrainerCall<ResultOf<M>>;
  request<M extends TrainerMethod>(
    method: M,
    params: ParamsOf<M>,
    options?: RequestOptions,
  ): Promise<ResultOf<M>>;
  /** Starts the process when needed and says which engine answered. */
  engineVersion(): Promise<string>;
}

/** `details.reason` of the ENGINE error that rejects requests whose process ended under them. */
export const TRAINER_ENDED = "trainer-ended";

/** True for the error of a request whose process ended under it. */
export function isTrainerEnded(error: unknown): boolean {
  return error instanceof AppError && error.details.reason === TRAINER_ENDED;
}
