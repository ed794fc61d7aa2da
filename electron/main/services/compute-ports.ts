import type { FoundSpan } from "../../shared/domain/deid/classes.ts";
import type { GateFacts, GateRow } from "../../shared/domain/quality/gate.ts";
import type { CallOptions } from "./api/call.ts";

/** Long work on many rows, done in another process; a signal ends that process. */
export interface RowComputer {
  /** Spans of each text, a batch at a time and in order. */
  findSpans(
    texts: Iterable<string>,
    total: number,
    onBatch: (spans: readonly (readonly FoundSpan[])[]) => void,
    call: CallOptions,
  ): Promise<void>;
  gate(rows: Iterable<GateRow>, total: number, call: CallOptions): Promise<GateFacts>;
}

/** The trained tagger that comes with the program, and what it was measured to do. */
export interface TaggerFile {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}
