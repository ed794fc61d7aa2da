import type { Run } from "../../shared/domain/run.ts";
import { isQuantized } from "../../shared/domain/run-config.ts";
import { toAppError } from "../../shared/errors.ts";
import { isTrainerEnded } from "../trainer-host/protocol/client.ts";
import type { CallOptions } from "./api/call.ts";
import type { EvaluateRequest, EvaluationService } from "./api/evaluation.ts";
import type { EngineContext } from "./engine-context.ts";
import type { RunFeed } from "./run-feed.ts";
import { tellNotice } from "./run-notices.ts";

export interface EvaluationParts {
  readonly context: EngineContext;
  readonly evaluations: EvaluationService;
  readonly feed: RunFeed;
}

/** A process that dies under the same work this often will go on dying. */
const MAX_TRIES = 3;

/** Why a run cannot be scored on its test part, in words; null when it can. */
export function evaluationRefusal(context: EngineContext, run: Run): string | null {
  const { splits, checkpoints } = context.store;
  if (run.frozen.task.completion !== "label") return "It did not learn labels: ask it in the chat.";
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
  const device = run.device ?? undefined;
  const base: EvaluateRequest = {
    model: run.modelId,
    dataset: run.frozen.datasetHash,
    split: run.splitId ?? undefined,
    part: "test",
    template: run.frozen.task.template,
    quantize: isQuantized(run.frozen.config.method),
    device,
  };
  try {
    await scored(parts, run, "evaluating-base", base, signal);
    await scored(parts, run, "evaluating-tuned", { run: run.id, part: "test", device }, signal);
  } catch (error) {
    const { code, message, hint } = toAppError(error);
    const why = code === "CANCELLED" ? "It was stopped." : `${message} ${hint}`.trim();
    const told = `The evaluation did not end: ${why} The trained model is kept; evaluate it again.`;
    tellNotice(context, feed, run.id, told);
  } finally {
    feed.leave(run.id);
  }
}

async function scored(
  { context, evaluations, feed }: EvaluationParts,
  run: Run,
  phase: string,
  request: EvaluateRequest,
  signal: AbortSignal,
): Promise<void> {
  const options: CallOptions = {
    signal,
    onProgress: ({ done, total }) => feed.enter(run.id, { phase, done, total }),
  };
  feed.enter(run.id, { phase, done: 0, total: 0 });
  for (let tries = 1; ; tries++) {
    try {
      const { id } = await evaluations.evaluate(request, options);
      feed.evaluated(run.id, id);
      return;
    } catch (error) {
      if (!isTrainerEnded(error) || tries >= MAX_TRIES) throw error;
      tellNotice(context, feed, run.id, `${toAppError(error).message} The evaluation begins anew.`);
    }
  }
}
