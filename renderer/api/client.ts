/** The contract as typed functions: `api.datasets.list({})`. They throw AppError. */

import type { AnyEntry } from "../../electron/shared/contract/define.ts";
import type { ChosenFile } from "../../electron/shared/contract/files.ts";
import { AppError } from "../../electron/shared/errors.ts";
import { unwrap } from "../../electron/shared/result.ts";
import type { Bridge, Contract, InputOf, OutputOf } from "./bridge.ts";

export interface ApiCall<I, O> {
  (input: I): Promise<O>;
  /** "datasets.list": names the call in caches. */
  readonly key: string;
}

export interface StreamListener<E> {
  /** One or more events, in order. */
  onEvents(events: readonly E[]): void;
  /** The stream ended by itself; `error` says why when it failed. */
  onEnd?: ((error: AppError | null) => void) | undefined;
}

export interface ApiStream<I, E> {
  /** Opens the stream and returns what closes it. */
  (input: I, listener: StreamListener<E>): () => void;
  readonly key: string;
}

type ApiEntry<E extends AnyEntry> = E extends { verb: "stream" }
  ? ApiStream<InputOf<E>, OutputOf<E>>
  : ApiCall<InputOf<E>, OutputOf<E>>;

export type Api = {
  readonly [D in keyof Contract]: {
    readonly [K in keyof Contract[D]["entries"]]: ApiEntry<Contract[D]["entries"][K] & AnyEntry>;
  };
};

type AnyBridgeFunction = (input: unknown, listener?: unknown) => unknown;

/** Builds the functions over a bridge: the page's own, or a test's. */
export function createApi(bridge: () => Bridge): Api {
  const entry = (domain: string, name: string) => {
    const target = () =>
      (bridge() as unknown as Record<string, Record<string, AnyBridgeFunction>>)[domain]?.[name];
    const call = (input: unknown, listener?: StreamListener<unknown>) => {
      const run = target();
      if (run === undefined) throw new AppError("INTERNAL", `${domain}.${name} is not there.`);
      if (listener === undefined) return (run(input) as Promise<never>).then(unwrap);
      return run(input, (frame: { type: string; events?: unknown[]; error?: never }) => {
        if (frame.type === "events") listener.onEvents(frame.events ?? []);
        else listener.onEnd?.(frame.error ? AppError.fromWire(frame.error) : null);
      });
    };
    return Object.assign(call, { key: `${domain}.${name}` });
  };
  // The bridge is the table: what it lacks is reported when it is asked for.
  const domains: Record<string, unknown> = {};
  return new Proxy(domains, {
    get: (cache, domain: string) => {
      cache[domain] ??= new Proxy({} as Record<string, unknown>, {
        get: (entries, name: string) => {
          entries[name] ??= entry(domain, name);
          return entries[name];
        },
      });
      return cache[domain];
    },
  }) as unknown as Api;
}

export const api = createApi(() => window.workbench);

/** Handles of files that were dropped on the page. */
export async function droppedFiles(list: FileList): Promise<ChosenFile[]> {
  const results = await Promise.all([...list].map((file) => window.workbench.dropped(file)));
  return results.map(unwrap);
}
