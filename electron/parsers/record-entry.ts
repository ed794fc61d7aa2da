import type { ParsedItem } from "../main/services/ports.ts";
import type { JsonObject } from "./jsonl.ts";

type Reject = Extract<ParsedItem, { type: "reject" }>;

export type RecordEntry = { readonly sourceRow: number; readonly value: JsonObject } | Reject;

export interface RecordSource {
  readonly columns: readonly string[];
  readonly totalBytes: number;
  readonly doneBytes: number;
  readonly records: AsyncGenerator<RecordEntry>;
  /** For who does not read to the end. */
  close(): Promise<void>;
}
