/** The only IPC channels there are. Feature code never names one: it calls the contract's entries. */
export const CHANNELS = {
  /** invoke(callId, domain, entry, input) → Result */
  call: "workbench:call",
  /** send(streamId, domain, entry, input): events follow on `events` until `close` */
  open: "workbench:open",
  close: "workbench:close",
  /** main → renderer: (streamId, StreamFrame) */
  events: "workbench:events",
  /** invoke(path) → Result of a file handle; sent by the preload alone, for a dropped file */
  drop: "workbench:drop",
} as const;

/** What a stream delivers: events in order, then one end. */
export type StreamFrame =
  | { readonly type: "events"; readonly events: readonly unknown[] }
  | { readonly type: "end"; readonly error: import("../errors.ts").WireError | null };
