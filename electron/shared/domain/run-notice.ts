// What a person should read about a run: a restart of the trainer, rows left out, a fallback.
import { z } from "zod";
import { Count, ShortText, Timestamp } from "./bounds.ts";

export const RunNoticeSchema = z.strictObject({
  at: Timestamp,
  /** Last step that was done when it happened. */
  step: Count,
  message: ShortText,
});
export type RunNotice = z.infer<typeof RunNoticeSchema>;

/** A run that reports more than this says the same thing again and again. */
export const MAX_NOTICES = 1000;
