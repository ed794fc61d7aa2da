import type { Checkpoint } from "../../shared/domain/checkpoint.ts";

export interface CheckpointDraft {
  readonly runId: string;
  readonly step: number;
  readonly path: string;
  readonly manifestSha256: string;
  readonly best: boolean;
  readonly loss: number | null;
  readonly bytes: number;
}

export interface CheckpointStore {
  /** Call only after the folder is renamed into place and its parent is fsynced. */
  commit(draft: CheckpointDraft): Checkpoint;
  /** Newest first. */
  list(runId: string): Checkpoint[];
  latest(runId: string): Checkpoint | null;
  best(runId: string): Checkpoint | null;
  /** After the folder was renamed to the trash, or was found damaged. */
  remove(runId: string, step: number): void;
}
