/** What services may know of the store: types alone, no database. */
export type * from "./answer-evaluations.ts";
export type * from "./audit.ts";
export type * from "./checkpoints.ts";
export type * from "./conversations.ts";
export type * from "./datasets.ts";
export type * from "./evaluations.ts";
export type * from "./metrics.ts";
export type * from "./models.ts";
export type * from "./run-notices.ts";
export type * from "./runs.ts";
export type * from "./settings.ts";
export type * from "./splits.ts";
export type * from "./store.ts";
