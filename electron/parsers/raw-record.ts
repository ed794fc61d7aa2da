import type { ParsedItem, ParsedRow } from "../main/services/ports.ts";

type Reject = Extract<ParsedItem, { type: "reject" }>;

/** A record before its columns have roles. An undefined cell holds something that is no text. */
export type RawRecord =
  | {
      readonly sourceRow: number;
      readonly cells: readonly (string | undefined)[];
      /** The row it becomes, where the kind of the file settles that. */
      readonly row?: ParsedRow;
    }
  | Reject;
