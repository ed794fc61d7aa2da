import { z } from "zod";
import { Count, Finite, Name } from "./bounds.ts";

/** Steps are exact in a Float32Array page up to 2^24; a run of more steps is refused. */
export const MAX_STEP = 1 << 24;
export const MAX_PAGE_POINTS = 100_000;

/** One figure of one step. `value` may be NaN: that is what a diverged run reports. */
export interface MetricPoint {
  step: number;
  name: string;
  value: number;
  /** Milliseconds of run time when it was measured, pauses left out. */
  wallMs: number;
}

export const MetricPageQuerySchema = z.strictObject({
  runId: z.string().max(40),
  name: Name,
  afterStep: Finite.int().min(-1).max(MAX_STEP).default(-1),
  limit: Count.min(1).max(MAX_PAGE_POINTS).default(10_000),
});
export type MetricPageQuery = z.infer<typeof MetricPageQuerySchema>;

const Floats = z.instanceof(Float32Array);
/** Arrays of one length, ordered by step. NaN marks a value that was not finite. */
export const MetricPageSchema = z.strictObject({
  name: Name,
  steps: Floats,
  values: Floats,
  wallMs: z.instanceof(Float64Array),
  /** Hand it back as afterStep for the next page; null at the end. */
  nextAfterStep: z.number().int().nullable(),
});
export type MetricPage = z.infer<typeof MetricPageSchema>;
