import type { RunNotice } from "../../shared/domain/run-notice.ts";

export interface RunNoticeStore {
  add(runId: string, notice: RunNotice): void;
  /** Oldest first; the newest `limit`. */
  list(runId: string, limit: number): RunNotice[];
}
