import { type LabelScores, TOP_LABELS } from "../../shared/domain/conversation.ts";
import { closedSetProbabilities } from "../../shared/domain/metrics/calibration.ts";
import type { CallOptions } from "./api/call.ts";
import type { ChatScoresRequest } from "./api/chat.ts";
import { type Answerer, answererOfRun, requireLabelTask, scoreLabels } from "./closed-set.ts";
import type { EngineContext } from "./engine-context.ts";

/** The likeliest labels of the run's closed set after a text, by its base and by the run itself. */
export async function chatScores(
  context: EngineContext,
  request: ChatScoresRequest,
  options: CallOptions,
): Promise<LabelScores> {
  const run = context.store.runs.resolve(request.run);
  requireLabelTask(run);
  const { checkpoint, device, text } = request;
  const tuned = await answererOfRun(context, run, checkpoint, device, options);
  // A full run's checkpoint is a whole model; its base lies where the tokenizer does.
  const base: Answerer = { ...tuned, modelDir: tuned.tokenizerDir, adapterDir: null };
  const { task } = run.frozen;
  const score = async (answerer: Answerer) => {
    const { signal } = options;
    const scored = await scoreLabels(context, answerer, task, [text], { signal });
    const probabilities = closedSetProbabilities(scored.scores, 1, task.labels.length);
    const ranked = task.labels
      .map((label, i) => ({ label, probability: Math.min(1, probabilities[i] ?? 0) }))
      .sort((a, b) => b.probability - a.probability);
    return { top: ranked.slice(0, TOP_LABELS), truncated: scored.truncated > 0 };
  };
  const before = await score(base);
  const after = await score(tuned);
  return {
    labels: task.labels.length,
    truncated: before.truncated || after.truncated,
    base: before.top,
    tuned: after.top,
  };
}
