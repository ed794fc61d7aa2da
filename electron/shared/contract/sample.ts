import { z } from "zod";
import { Finite } from "../domain/bounds.ts";
import { Nothing } from "./common.ts";
import { command, defineDomain, query } from "./define.ts";
import { LeaderboardSchema } from "./evaluation.ts";
import { RunDetailSchema } from "./runs.ts";

export const SampleResultSchema = z.strictObject({
  run: RunDetailSchema,
  /** The base first, then every sample run of this home. */
  leaderboard: LeaderboardSchema,
});
export type SampleResult = z.infer<typeof SampleResultSchema>;

export const sample = defineDomain("sample", {
  /** The whole main job on the bundled data: import, train, evaluate, compare. */
  run: command(Nothing, SampleResultSchema.extend({ seconds: Finite.min(0) })),
  /** The newest sample run that was trained and evaluated here; null before the first. */
  latest: query(Nothing, SampleResultSchema.nullable()),
});
