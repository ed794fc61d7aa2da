import { z } from "zod";
import { Count, Finite, Sha256, Timestamp } from "./bounds.ts";

/** A checkpoint that is both the newest and the best is "best". */
export const CHECKPOINT_KINDS = ["best", "last", "regular"] as const;
export type CheckpointKind = (typeof CHECKPOINT_KINDS)[number];

/** The row is written after the folder is whole on disk: a row means a committed step. */
export const CheckpointSchema = z.strictObject({
  runId: z.string().max(40),
  step: Count,
  /** Relative to the home folder, with forward slashes. */
  path: z.string().min(1).max(400),
  manifestSha256: Sha256,
  kind: z.enum(CHECKPOINT_KINDS),
  /** Validation loss at this step, where it was measured. */
  loss: Finite.nullable(),
  bytes: Count,
  createdAt: Timestamp,
});
export type Checkpoint = z.infer<typeof CheckpointSchema>;
