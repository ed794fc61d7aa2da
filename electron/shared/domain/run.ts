import { z } from "zod";
import { Id, Name, Sha256, ShortText, Timestamp } from "./bounds.ts";
import { RunConfigSchema } from "./run-config.ts";
import { TaskSchema } from "./task.ts";

export const RUN_STATUSES = [
  "queued",
  "running",
  "paused",
  "interrupted",
  "finished",
  "failed",
  "stopped",
] as const;
export const RunStatusSchema = z.enum(RUN_STATUSES);
export type RunStatus = z.infer<typeof RunStatusSchema>;

/** From each status, what may follow. An interrupted, stopped or failed run can be resumed. */
const NEXT: Readonly<Record<RunStatus, readonly RunStatus[]>> = {
  queued: ["running", "interrupted", "failed", "stopped"],
  running: ["paused", "interrupted", "finished", "failed", "stopped"],
  // A pause may come after the last step: the run is finished all the same.
  paused: ["running", "interrupted", "finished", "failed", "stopped"],
  interrupted: ["running", "failed", "stopped"],
  finished: [],
  failed: ["running"],
  stopped: ["running"],
};

export function canFollow(from: RunStatus, to: RunStatus): boolean {
  return NEXT[from].includes(to);
}

/** Everything that decides a run's result. Stored once, as canonical JSON, never changed. */
export const FrozenRunSchema = z.strictObject({
  config: RunConfigSchema,
  task: TaskSchema,
  modelHash: Sha256,
  datasetHash: Sha256,
  splitSha256: Sha256.nullable(),
});
export type FrozenRun = z.infer<typeof FrozenRunSchema>;

/** Why a run failed, as stored: codes and sentences, no paths. */
export const RunErrorSchema = z.strictObject({
  code: z.string().max(40),
  message: ShortText,
  hint: ShortText,
});
export type RunError = z.infer<typeof RunErrorSchema>;

/** Where a run computes, complete: a resume goes on there. */
export const RunDeviceSchema = z.strictObject({
  backend: z.enum(["cpu", "cuda"]),
  device: z.number().int().min(0).max(1023),
  threads: z.number().int().min(0).max(1024),
  deterministic: z.boolean(),
});
export type RunDevice = z.infer<typeof RunDeviceSchema>;

export const RunSchema = z.strictObject({
  id: Id,
  name: Name,
  status: RunStatusSchema,
  frozen: FrozenRunSchema,
  /** SHA-256 of the canonical JSON of `frozen`. */
  configSha256: Sha256,
  modelId: Id,
  splitId: Id.nullable(),
  /** "loading", "training", ...: the engine's phase while running, null otherwise. */
  phase: z.string().max(40).nullable(),
  error: RunErrorSchema.nullable(),
  /** Null before the run began for the first time. */
  device: RunDeviceSchema.nullable(),
  createdAt: Timestamp,
  startedAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
  /** Put out of the list by a person; nothing of it is deleted. */
  archivedAt: Timestamp.nullable(),
});
export type Run = z.infer<typeof RunSchema>;
