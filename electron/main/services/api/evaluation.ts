import type { Evaluation, Prediction } from "../../../shared/domain/evaluation.ts";
import type { Part } from "../../../shared/domain/split.ts";
import type { CallOptions, CheckpointChoice, DeviceChoice, Loose } from "./call.ts";

export interface EvaluateRequest {
  /** A run, or (without it) a model: the base itself. One of the two is needed. */
  run?: string | undefined;
  model?: string | undefined;
  dataset?: string | undefined; // left out: the dataset of the run
  split?: string | undefined; // left out: the split of the run; without both, all rows
  part?: Part | undefined; // left out: test, when there is a split
  checkpoint?: CheckpointChoice | undefined;
  template?: string | undefined; // for a base without a run
  quantize?: boolean | undefined; // for a base without a run; left out: false
  /** Per label, the labels that count as right too. Adds the figure `acceptable`. */
  alternatives?: Readonly<Record<string, readonly string[]>> | undefined;
  device?: Loose<DeviceChoice> | undefined;
  seed?: number | undefined; // of the bootstrap
}

export interface EvaluationService {
  /** Scores the closed set of labels after every prompt; predictions are stored. */
  evaluate(request: EvaluateRequest, options?: CallOptions): Promise<Evaluation>;
  list(run?: string): Evaluation[];
  predictions(evaluation: string): Prediction[];
}
