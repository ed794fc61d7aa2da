import type { AnswerEvaluation, AnsweredRow } from "../../../shared/domain/answer-evaluation.ts";
import type { Part } from "../../../shared/domain/split.ts";
import type { CallOptions, CheckpointChoice, DeviceChoice, Loose } from "./call.ts";

export interface EvaluateAnswersRequest {
  run: string;
  dataset?: string | undefined; // left out: the dataset of the run
  split?: string | undefined; // left out: the split of the run; without both, all rows
  part?: Part | undefined; // left out: test, when there is a split
  checkpoint?: CheckpointChoice | undefined;
  /** At most this many rows, evenly over the part; left out: 100. */
  rows?: number | undefined;
  maxNewTokens?: number | undefined; // left out: 128
  device?: Loose<DeviceChoice> | undefined;
  seed?: number | undefined; // of the bootstrap
}

export interface AnswerEvaluationService {
  /** Base and fine-tuned model answer the same rows, greedily; what they said is stored. */
  evaluate(request: EvaluateAnswersRequest, options?: CallOptions): Promise<AnswerEvaluation>;
  list(run: string): AnswerEvaluation[];
  rows(evaluation: string): AnsweredRow[];
}
