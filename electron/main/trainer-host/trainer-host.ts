import { AppError } from "../../shared/errors.ts";
import { PendingCall } from "./pending-call.ts";
import {
  type RequestOptions,
  TRAINER_ENDED,
  type TrainerCall,
  type TrainerClient,
} from "./protocol/client.ts";
import {
  PROTOCOL_VERSION,
  type TrainerMessage,
  TrainerMessageSchema,
  type TrainerSignal,
} from "./protocol/messages.ts";
import type { ParamsOf, ResultOf, TrainerMethod } from "./protocol/methods.ts";
import type { ProcessEnd, StartTrainer, TrainerProcess } from "./transport.ts";

interface Line {
  readonly process: TrainerProcess;
  /** Resolves with the engine's version once both sides speak the same protocol. */
  readonly ready: Promise<string>;
}

/**
 * Keeps the trainer process: starts it with the first request, and again after it ended. Requests
 * whose process ended under them are rejected; what is worth another try is the caller's to say.
 */
export class TrainerHost implements TrainerClient {
  readonly #start: StartTrainer;
  readonly #onEnd: (end: ProcessEnd) => void;
  readonly #pending = new Map<number, PendingCall>();
  #line: Line | null = null;
  #lastId = 0;
  #closed = false;

  constructor(start: StartTrainer, onEnd: (end: ProcessEnd) => void = () => {}) {
    this.#start = start;
    this.#onEnd = onEnd;
  }

  /** Process id of the running trainer, or null. */
  get pid(): number | null {
    return this.#line?.process.pid ?? null;
  }

  async engineVersion(): Promise<string> {
    return this.#connect().ready;
  }

  request<M extends TrainerMethod>(
    method: M,
    params: ParamsOf<M>,
    options: RequestOptions = {},
  ): Promise<ResultOf<M>> {
    return this.call(method, params, options).result;
  }

  call<M extends TrainerMethod>(
    method: M,
    params: ParamsOf<M>,
    options: RequestOptions = {},
  ): TrainerCall<ResultOf<M>> {
    const id = ++this.#lastId;
    const call = new PendingCall(method, options);
    const waiting: TrainerSignal[] = [];
    let deliver = (signal: TrainerSignal): void => {
      waiting.push(signal);
    };
    const cancel = () => deliver("cancel");
    options.signal?.addEventListener("abort", cancel, { once: true });
    if (options.signal?.aborted) cancel();
    const result = this.#send(id, method, params, call, (process) => {
      deliver = (signal) => process.send({ type: "signal", id, signal });
      for (const signal of waiting.splice(0)) deliver(signal);
    }).finally(() => {
      options.signal?.removeEventListener("abort", cancel);
    });
    result.catch(() => {});
    return { result: result as Promise<ResultOf<M>>, signal: (signal) => deliver(signal) };
  }

  async #send(
    id: number,
    method: TrainerMethod,
    params: unknown,
    call: PendingCall,
    onSent: (process: TrainerProcess) => void,
  ): Promise<unknown> {
    const line = this.#connect();
    await line.ready;
    if (this.#line !== line) throw endedError(null);
    this.#pending.set(id, call);
    line.process.send({ type: "request", id, method, params });
    onSent(line.process);
    return call.result;
  }

  #connect(): Line {
    if (this.#closed) throw new AppError("INTERNAL", "The trainer host is closed.");
    this.#line ??= this.#open();
    return this.#line;
  }

  #open(): Line {
    const process = this.#start();
    let accept: (version: string) => void = () => {};
    let refuse: (error: AppError) => void = () => {};
    const ready = new Promise<string>((resolve, reject) => {
      accept = resolve;
      refuse = reject;
    });
    ready.catch(() => {});
    const line: Line = { process, ready };
    process.onEnd((end) => {
      refuse(endedError(end));
      this.#ended(line, end);
    });
    process.onMessage((raw) => {
      const parsed = TrainerMessageSchema.safeParse(raw);
      if (!parsed.success) {
        process.kill(); // it speaks another language: nothing it says can be trusted
        return;
      }
      const message = parsed.data;
      if (message.type === "ready") accept(message.engineVersion);
      else if (message.type === "refused") refuse(AppError.fromWire(message.error));
      else this.#receive(message, process);
    });
    process.send({ type: "hello", protocolVersion: PROTOCOL_VERSION });
    return line;
  }

  #receive(
    message: Exclude<TrainerMessage, { type: "ready" | "refused" }>,
    process: TrainerProcess,
  ): void {
    const call = this.#pending.get(message.id);
    if (call === undefined) return;
    if (message.type === "events") {
      const heard = call.deliver(message.events);
      if (!heard) process.send({ type: "signal", id: message.id, signal: "discard" });
      return;
    }
    this.#pending.delete(message.id);
    if (message.type === "result") call.settle(message.value);
    else call.fail(message.error);
  }

  #ended(line: Line, end: ProcessEnd): void {
    if (this.#line !== line) return;
    this.#line = null;
    const calls = [...this.#pending.values()];
    this.#pending.clear();
    for (const call of calls) call.fail(endedError(end));
    if (!this.#closed) this.#onEnd(end);
  }

  /** Ends the process. Requests under way are rejected. */
  close(): void {
    this.#closed = true;
    const line = this.#line;
    if (line === null) return;
    line.process.release();
    this.#ended(line, { code: 0, signal: null, lastWords: "" });
  }
}

function endedError(end: ProcessEnd | null): AppError {
  const how = end?.signal ?? (end?.code === null || end === null ? "unknown" : `code ${end.code}`);
  return new AppError("ENGINE", `The trainer process ended unexpectedly (${how}).`, {
    hint: "It is started again by the next request; a run goes on from its last checkpoint.",
    details: { reason: TRAINER_ENDED, exit: how },
  });
}
