import type { Run } from "../../shared/domain/run.ts";
import { isQuantized } from "../../shared/domain/run-config.ts";
import { toAppError } from "../../shared/errors.ts";
import { isTrainerEnded } from "../trainer-host/protocol/client.ts";
import type { AnswerEvaluationService } from "./api/answer-evaluation.ts";
import type { CallOptions } from "./api/call.ts";
import type { EvaluateRequest, EvaluationService } from "./api/evaluation.ts";
import type { EngineContext } from "./engine-context.ts";
import type { RunFeed } from "./run-feed.ts";
import { tellNotice } from "./run-notices.ts";

export interface EvaluationParts {
  readonly context: EngineContext;
  readonly evaluations: EvaluationService;
  readonly answers: AnswerEvaluationService;
  readonly feed: RunFeed;
}

/** A process that dies under the same work this often will go on dying. */
const MAX_TRIES = 3;

/** Why a run cannot be scored on its test part, in words; null when it can. */
export function evaluationRefusal(context: EngineContext, run: Run): string | null {
  const { splits, checkpoints } = context.store;
  if (run.frozen.task.completion === "text") return "It learned no answers: ask it in the chat.";
  if (run.splitId === null || splits.resolve(run.splitId).report.rows.test === 0) {
    return "Its split has no test rows: make a split with a test part.";
  }
  if (checkpoints.latest(run.id) === null) return "It has no checkpoint yet: let it train first.";
  return null;
}

/** The base first, so that the fine-tuned model has something to be compared with. */
export async function evaluateRun(
  parts: EvaluationParts,
  run: Run,
  signal: AbortSignal,
): Promise<void> {
  const { context, feed } = parts;
  try {
    for (const stage of stagesOf(parts, run)) await told(parts, run, stage, signal);
  } catch (error) {
    const { code, message, hint } = toAppError(error);
    const why = code === "CANCELLED" ? "It was stopped." : `${message} ${hint}`.trim();
    const words = `The evaluation did not end: ${why} The trained model is kept; evaluate it again.`;
    tellNotice(context, feed, run.id, words);
  } finally {
    feed.leave(run.id);
  }
}

interface Stage {
  readonly phase: string;
  evaluate(options: CallOptions): Promise<{ readonly id: string }>;
}

function stagesOf({ evaluations, answers }: EvaluationParts, run: Run): Stage[] {
  const device = run.device ?? undefined;
  const test = { run: run.id, part: "test", device } as const;
  if (run.frozen.task.completion === "answer") {
    return [
      { phase: "evaluating-answers", evaluate: (options) => answers.evaluate(test, options) },
    ];
  }
  const base: EvaluateRequest = {
    model: run.modelId,
    dataset: run.frozen.datasetHash,
    split: run.splitId ?? undefined,
    part: "test",
    template: run.frozen.task.template,
    quantize: isQuantized(run.frozen.config.method),
    device,
  };
  return [
    { phase: "evaluating-base", evaluate: (options) => evaluations.evaluate(base, options) },
    { phase: "evaluating-tuned", evaluate: (options) => evaluations.evaluate(test, options) },
  ];
}

/** One evaluation with its progress, begun anew where the trainer process dies under it. */
async function told(
  { context, feed }: EvaluationParts,
  run: Run,
  { phase, evaluate }: Stage,
  signal: AbortSignal,
): Promise<void> {
  const options: CallOptions = {
    signal,
    onProgress: ({ done, total }) => feed.enter(run.id, { phase, done, total }),
  };
  feed.enter(run.id, { phase, done: 0, total: 0 });
  for (let tries = 1; ; tries++) {
    try {
      const { id } = await evaluate(options);
      feed.evaluated(run.id, id);
      return;
    } catch (error) {
      if (!isTrainerEnded(error) || tries >= MAX_TRIES) throw error;
      tellNotice(context, feed, run.id, `${toAppError(error).message} The evaluation begins anew.`);
    }
  }
}
