import { AppError, type WireError } from "../../shared/errors.ts";
import type { RequestOptions } from "./protocol/client.ts";
import type { TrainerEvent } from "./protocol/messages.ts";
import { METHODS, type TrainerMethod } from "./protocol/methods.ts";

/** A request that waits for its answer. */
export class PendingCall {
  readonly result: Promise<unknown>;
  readonly #method: TrainerMethod;
  readonly #onEvent: ((event: TrainerEvent) => void) | undefined;
  #resolve: (value: unknown) => void = () => {};
  #reject: (error: unknown) => void = () => {};
  /** What a listener threw: the call fails with it, whatever the trainer answers. */
  #listenerError: unknown = null;

  constructor(method: TrainerMethod, options: RequestOptions) {
    this.#method = method;
    this.#onEvent = options.onEvent;
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.result.catch(() => {}); // whoever holds the call may come later
  }

  /** False when the listener threw: the host then stops the request. */
  deliver(events: readonly TrainerEvent[]): boolean {
    if (this.#listenerError !== null) return true;
    try {
      for (const event of events) this.#onEvent?.(event);
      return true;
    } catch (error) {
      this.#listenerError = error;
      return false;
    }
  }

  settle(value: unknown): void {
    if (this.#listenerError !== null) {
      this.#reject(this.#listenerError);
      return;
    }
    const parsed = METHODS[this.#method].result.safeParse(value);
    if (parsed.success) this.#resolve(parsed.data);
    else this.#reject(malformed(this.#method, parsed.error.issues[0]?.path ?? []));
  }

  fail(error: WireError | AppError): void {
    const own = error instanceof AppError ? error : AppError.fromWire(error);
    this.#reject(this.#listenerError ?? own);
  }
}

function malformed(method: TrainerMethod, path: readonly PropertyKey[]): AppError {
  const field = path.map(String).join(".") || "(root)";
  return new AppError("ENGINE", `The engine's answer to ${method} has a wrong ${field}.`, {
    field,
    hint: "Engine and program are of different versions: install the program anew, or build both again.",
  });
}
