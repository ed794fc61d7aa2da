// What a run of this process does right now. Nothing of it is stored: a reload asks again.
import { z } from "zod";
import { Count, Finite, Id, ShortText } from "./bounds.ts";
import { EngineEventSchema } from "./engine-events.ts";
import { RunStatusSchema } from "./run.ts";

/** The stage of a run, and how far it has come; `total` is 0 while it is not known. */
export const RunActivitySchema = z.strictObject({
  /**
   * "waiting", "preparing", a phase of the engine, "evaluating-base", "evaluating-tuned" or
   * "evaluating-answers".
   */
  phase: z.string().max(80),
  done: Finite.min(0),
  total: Finite.min(0),
});
export type RunActivity = z.infer<typeof RunActivitySchema>;

/** A run under way or waiting, as a list of runs shows it. */
export const LiveRunSchema = z.strictObject({
  run: Id,
  activity: RunActivitySchema,
  /** Place in the queue from 1; 0 when it is under way. */
  queued: Count,
  step: Count,
  totalSteps: Count,
  loss: Finite.nullable(),
  tokensPerS: Finite.min(0).nullable(),
  /** Milliseconds of training that are left, from the recent steps; null while unknown. */
  etaMs: Finite.min(0).nullable(),
});
export type LiveRun = z.infer<typeof LiveRunSchema>;

export const LiveRunsSchema = z.strictObject({
  runs: z.array(LiveRunSchema).max(1000),
  /** Counts changes of status: a list that was read before another number is out of date. */
  revision: Count,
});
export type LiveRuns = z.infer<typeof LiveRunsSchema>;

const engine = EngineEventSchema.options;

/**
 * One event of a run. "attached" comes first: every step up to `step` is in the store by then, and
 * every later one follows as an event, so whoever reads the stored history now misses nothing.
 */
export const RunEventSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("attached"),
    step: Count,
    status: RunStatusSchema,
    live: LiveRunSchema.nullable(),
  }),
  z.strictObject({ type: z.literal("status"), status: RunStatusSchema }),
  /** Null: nothing of this run is under way any more. */
  z.strictObject({ type: z.literal("activity"), activity: RunActivitySchema.nullable() }),
  z.strictObject({ type: z.literal("evaluated"), evaluation: Id }),
  z.strictObject({ type: z.literal("told"), message: ShortText }),
  ...engine,
]);
export type RunEvent = z.infer<typeof RunEventSchema>;
