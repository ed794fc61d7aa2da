import type { Leaderboard } from "../../../shared/domain/leaderboard.ts";
import type { Part } from "../../../shared/domain/split.ts";

export interface CompareRequest {
  runs: readonly string[];
  part?: Part | undefined; // left out: test
  includeBase?: boolean | undefined; // left out: true
}

export interface CompareService {
  /**
   * Reads the newest evaluation of every run on that part. Runs on different dataset versions or
   * splits are a CONFLICT that names them; a run without an evaluation is a NOT_FOUND that names
   * the command to run.
   */
  compare(request: CompareRequest): Leaderboard;
}
