/**
 * The closed table at work: nothing reaches a service that is not an entry of the contract with an
 * input of exactly its shape, and nothing leaves that is not of the answer's shape.
 */
import type { AnyEntry, CallContext, Entries, Verb } from "../../shared/contract/define.ts";
import { contract } from "../../shared/contract/index.ts";
import { AppError } from "../../shared/errors.ts";
import { capture, type Result } from "../../shared/result.ts";
import { schemaFault } from "../services/checked-input.ts";
import type { AllHandlers } from "./handlers/index.ts";
import { isWithinLimits } from "./message-size.ts";
import type { TaskBoard } from "./task-board.ts";

type AnyHandler = (input: unknown, call: CallContext) => unknown;
export type AnyStream = (
  input: unknown,
  emit: (event: unknown) => void,
  signal: AbortSignal,
) => Promise<void>;

export interface DispatcherOptions {
  readonly handlers: AllHandlers;
  readonly tasks: TaskBoard;
  /** Told of every failure that is a defect, with its cause. */
  readonly onDefect?: (entry: string, error: unknown) => void;
}

export class Dispatcher {
  readonly #options: DispatcherOptions;

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  /** Answers a query or a command. Never rejects. */
  async call(domain: unknown, name: unknown, input: unknown): Promise<Result<unknown>> {
    const result = await capture(async () => {
      const { entry, handler, title } = this.#find(domain, name, ["query", "command"]);
      const value = checked(entry, input);
      const task = this.#options.tasks.begin(title, entry.verb === "query");
      try {
        const call = { onProgress: task.report, signal: task.signal };
        return answered(title, entry, await (handler as AnyHandler)(value, call));
      } catch (error) {
        this.#note(title, error);
        throw error;
      } finally {
        task.end();
      }
    });
    return result;
  }

  /** Runs a stream until it ends or the signal says so; rejects with what ended it. */
  async stream(
    domain: unknown,
    name: unknown,
    input: unknown,
    emit: (event: unknown) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const { entry, handler, title } = this.#find(domain, name, ["stream"]);
    const value = checked(entry, input);
    // An event of another shape ends the stream, not the work that told of it: a run must not fail
    // because somebody watches it.
    const broken = new AbortController();
    const send = (event: unknown) => {
      if (broken.signal.aborted) return;
      try {
        emit(answered(title, entry, event));
      } catch (error) {
        broken.abort(error);
      }
    };
    try {
      await (handler as AnyStream)(value, send, AbortSignal.any([signal, broken.signal]));
      broken.signal.throwIfAborted();
    } catch (error) {
      this.#note(title, error);
      throw error;
    }
  }

  #find(domain: unknown, name: unknown, verbs: readonly Verb[]) {
    const title = `${String(domain).slice(0, 40)}.${String(name).slice(0, 40)}`;
    if (typeof domain === "string" && typeof name === "string") {
      const entries: Entries | undefined = own(contract, domain)?.entries;
      const entry = entries === undefined ? undefined : own(entries, name);
      const handlers = own(this.#options.handlers, domain) as object | undefined;
      const handler = handlers === undefined ? undefined : own(handlers, name as never);
      if (entry !== undefined && handler !== undefined && verbs.includes(entry.verb)) {
        return { entry, handler: handler as unknown, title };
      }
    }
    throw new AppError("INVALID_INPUT", "There is no such call.", { hint: "Update the program." });
  }

  #note(entry: string, error: unknown): void {
    if (error instanceof AppError && error.code !== "INTERNAL") return;
    this.#options.onDefect?.(entry, error);
  }
}

/** Own keys alone: "constructor" and "__proto__" are in no table. */
function own<T extends object, K extends string>(table: T, key: K): T[keyof T] | undefined {
  return Object.hasOwn(table, key) ? table[key as unknown as keyof T] : undefined;
}

function checked(entry: AnyEntry, input: unknown): unknown {
  if (!isWithinLimits(input)) {
    throw new AppError("TOO_LARGE", "The message is too large or is no plain data.", {
      hint: "Send less at a time.",
    });
  }
  const parsed = entry.input.safeParse(input ?? {});
  if (!parsed.success) throw schemaFault(parsed.error);
  return parsed.data;
}

function answered(title: string, entry: AnyEntry, value: unknown): unknown {
  const parsed = entry.output.safeParse(value);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join(".") ?? "";
  throw new AppError("INTERNAL", `${title} gave an answer of another shape (${path}).`, {
    hint: "This is a defect of the program. The log of this machine has the particulars.",
  });
}
