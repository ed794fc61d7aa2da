import type { EngineEvent } from "../../../shared/domain/engine-events.ts";
import type { Evaluation } from "../../../shared/domain/evaluation.ts";
import type { Leaderboard } from "../../../shared/domain/leaderboard.ts";
import type { SampleStage } from "../../../shared/domain/sample-stage.ts";
import type { CallOptions } from "./call.ts";
import type { RunDetail } from "./run.ts";

export interface SampleHooks extends CallOptions {
  onStage?: ((stage: SampleStage) => void) | undefined;
  onEvent?: ((event: EngineEvent) => void) | undefined;
  onNotice?: ((message: string) => void) | undefined;
}

export interface SampleOutcome {
  run: RunDetail;
  base: Evaluation;
  tuned: Evaluation;
  leaderboard: Leaderboard; // every sample run of this home, the base first
  seconds: number; // of the whole job
}

export interface SampleService {
  /**
   * The whole main job on the bundled sample: import once, a fresh run each time, both evaluated on
   * the same 600 test orders. The signal stops and saves the run, then rejects with CANCELLED.
   */
  run(hooks?: SampleHooks): Promise<SampleOutcome>;
  /** The newest sample run that was evaluated here, with the comparison; null before the first. */
  latest(): Pick<SampleOutcome, "run" | "leaderboard"> | null;
}
