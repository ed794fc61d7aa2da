import type {
  HostMessage,
  TrainerMessage,
  TrainerSignal,
} from "../main/trainer-host/protocol/messages.ts";
import { METHODS, type TrainerMethod } from "../main/trainer-host/protocol/methods.ts";
import { AppError } from "../shared/errors.ts";
import type { CallContext } from "./call-context.ts";
import type { Engine } from "./engine.ts";
import { fromEngine } from "./engine-error.ts";
import { EventBatch } from "./event-batch.ts";
import { type Handlers, LIGHT } from "./handlers/index.ts";

type Request = Extract<HostMessage, { type: "request" }>;

class Call implements CallContext {
  cancelled = false;
  readonly events: EventBatch;
  #listener: ((signal: TrainerSignal) => void) | null = null;
  #waiting: TrainerSignal[] = [];

  constructor(send: (message: TrainerMessage) => void, id: number) {
    this.events = new EventBatch((events) => send({ type: "events", id, events }));
  }

  emit(event: Parameters<CallContext["emit"]>[0]): void {
    this.events.add(event);
  }

  notice(message: string): void {
    this.events.add({ kind: "engine", event: { type: "notice", code: "LOADING", message } });
  }

  progress(phase: string, done: number, total: number): void {
    this.events.add({ kind: "progress", phase, done, total });
  }

  onSignal(listener: (signal: TrainerSignal) => void): void {
    this.#listener = listener;
    for (const signal of this.#waiting.splice(0)) listener(signal);
  }

  deliver(signal: TrainerSignal): void {
    if (signal === "cancel") this.cancelled = true;
    if (this.#listener === null) this.#waiting.push(signal);
    else this.#listener(signal);
  }
}

/** Answers requests: light ones at once, the others one after the other. */
export class Calls {
  readonly #engine: Engine;
  readonly #handlers: Handlers;
  readonly #send: (message: TrainerMessage) => void;
  readonly #open = new Map<number, Call>();
  #turn: Promise<void> = Promise.resolve();

  constructor(engine: Engine, handlers: Handlers, send: (message: TrainerMessage) => void) {
    this.#engine = engine;
    this.#handlers = handlers;
    this.#send = send;
  }

  signal(id: number, signal: TrainerSignal): void {
    this.#open.get(id)?.deliver(signal); // an answered request needs no signal any more
  }

  accept(request: Request): void {
    const call = new Call(this.#send, request.id);
    this.#open.set(request.id, call);
    const work = () => this.#answer(request, call);
    if (LIGHT.has(request.method as TrainerMethod)) void work();
    else this.#turn = this.#turn.then(work);
  }

  async #answer(request: Request, call: Call): Promise<void> {
    try {
      const value = await this.#run(request, call);
      call.events.flush();
      this.#send({ type: "result", id: request.id, value });
    } catch (error) {
      call.events.flush();
      this.#send({ type: "error", id: request.id, error: fromEngine(error).toWire() });
    } finally {
      this.#open.delete(request.id);
    }
  }

  async #run(request: Request, call: Call): Promise<unknown> {
    if (!Object.hasOwn(METHODS, request.method)) {
      throw new AppError("UNSUPPORTED", `The trainer has no method "${request.method}".`, {
        field: "method",
      });
    }
    if (call.cancelled) throw new AppError("CANCELLED", "The request was cancelled.");
    const method = request.method as TrainerMethod;
    const params = METHODS[method].params.safeParse(request.params);
    if (!params.success) {
      const issue = params.error.issues[0];
      const field = issue?.path.map(String).join(".") ?? "params";
      throw new AppError("INVALID_INPUT", `${method}: ${field}: ${issue?.message ?? "invalid"}`, {
        field,
      });
    }
    const handler = this.#handlers[method] as (e: Engine, p: unknown, c: CallContext) => unknown;
    return handler(this.#engine, params.data, call);
  }
}
