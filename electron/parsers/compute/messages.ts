// Work on rows that are in the store already, done beside the main process because it takes long.
import type { FoundSpan } from "../../shared/domain/deid/classes.ts";
import type { GateFacts, GateRow } from "../../shared/domain/quality/gate.ts";

export interface ComputeJob {
  readonly type: "compute";
  readonly request:
    | { readonly work: "find-spans"; readonly tagger: Uint8Array }
    | { readonly work: "gate"; readonly rows: number };
}

/** Rows to work on. Each batch is answered before the next one is sent. */
export interface ComputeFeed {
  readonly type: "feed";
  readonly rows: readonly GateRow[];
  readonly last: boolean;
}

export type ComputeMessage =
  /** Of each row of the batch, in order. */
  | { readonly type: "found"; readonly spans: readonly (readonly FoundSpan[])[] }
  | { readonly type: "fed" }
  | { readonly type: "comparing"; readonly done: number; readonly total: number }
  | { readonly type: "gate"; readonly facts: GateFacts };
