/**
 * The builders of the contract: the closed table of everything one process may ask another.
 * Inputs and outputs are schemas, so both sides check what they get.
 */
import type { z } from "zod";

export type Verb = "query" | "command" | "stream";

export interface Entry<V extends Verb, I extends z.ZodType, O extends z.ZodType> {
  readonly verb: V;
  readonly input: I;
  /** The answer; for a stream, one event. */
  readonly output: O;
}

/** An entry of whatever shape; the schemas check what the types cannot. */
export type AnyEntry = Entry<Verb, z.ZodType, z.ZodType>;
export type Entries = Readonly<Record<string, AnyEntry>>;

export interface Domain<N extends string = string, E extends Entries = Entries> {
  readonly name: N;
  readonly entries: E;
}

/** Has no effect. */
export function query<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): Entry<"query", I, O> {
  return { verb: "query", input, output };
}

/** Has an effect: writes exactly one audit entry, in the same transaction. */
export function command<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): Entry<"command", I, O> {
  return { verb: "command", input, output };
}

/** Events from now on, until the receiver leaves. */
export function stream<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  event: O,
): Entry<"stream", I, O> {
  return { verb: "stream", input, output: event };
}

export function defineDomain<N extends string, E extends Entries>(
  name: N,
  entries: E,
): Domain<N, E> {
  return { name, entries };
}

type OutputOf<E extends AnyEntry> = z.output<E["output"]>;

/** What a running call is given beside its input. */
export interface CallContext {
  /** How far it has come; `total` is 0 while it is not known. */
  readonly onProgress: (progress: { phase: string; done: number; total: number }) => void;
  /** Aborted when the person cancels: the call then rejects with CANCELLED. */
  readonly signal: AbortSignal;
}

export type Handler<E extends AnyEntry> = E extends { verb: "stream" }
  ? (
      input: z.output<E["input"]>,
      emit: (event: OutputOf<E>) => void,
      signal: AbortSignal,
    ) => Promise<void>
  : (input: z.output<E["input"]>, call: CallContext) => OutputOf<E> | Promise<OutputOf<E>>;

/** What the serving side implements for a domain: one function per entry. */
export type Handlers<D extends Domain> = {
  readonly [K in keyof D["entries"]]: Handler<D["entries"][K]>;
};
