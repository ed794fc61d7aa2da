import type { FrozenRun, Run, RunDevice, RunError, RunStatus } from "../../shared/domain/run.ts";

export interface RunDraft {
  readonly name: string;
  readonly frozen: FrozenRun;
  readonly modelId: string;
  readonly splitId: string | null;
}

export interface RunStore {
  /** Command. Freezes the configuration; the run is queued. */
  create(draft: RunDraft): Run;
  /** By id or name (the newest of that name). NOT_FOUND. */
  resolve(reference: string): Run;
  /** Newest first. */
  list(): Run[];
  /** CONFLICT when `status` cannot follow the present one. Sets started and ended times. */
  setStatus(id: string, status: RunStatus, error?: RunError | null): Run;
  setPhase(id: string, phase: string | null): void;
  /** Where the run computes from now on. */
  setDevice(id: string, device: RunDevice): void;
  /** Command. Names need not be unique: the id is. */
  rename(id: string, name: string): Run;
  /** Command. Archived twice keeps the first time. */
  setArchived(id: string, archived: boolean): Run;
}
