import type { Evaluation, Prediction } from "../../shared/domain/evaluation.ts";
import { AppError } from "../../shared/errors.ts";
import type { CallOptions } from "./api/call.ts";
import type { EvaluateRequest, EvaluationService } from "./api/evaluation.ts";
import { scoreLabels } from "./closed-set.ts";
import type { EngineContext } from "./engine-context.ts";
import { evaluationMetrics, type ScoredMetrics } from "./evaluation-metrics.ts";
import { type EvaluationPlan, planEvaluation } from "./evaluation-request.ts";

const BATCH = 128; // rows between two signs of progress

interface LabelledRow {
  index: number;
  text: string;
  label: string;
}

export function createEvaluationService(context: EngineContext): EvaluationService {
  const { store } = context;

  async function evaluate(
    request: EvaluateRequest,
    options: CallOptions = {},
  ): Promise<Evaluation> {
    const plan = await planEvaluation(context, request, options);
    const rows = labelledRows(context, plan);
    const { scores, truncated, seconds } = await scoreRows(context, plan, rows, options);
    const scored = evaluationMetrics({
      labels: plan.task.labels,
      scores,
      truth: rows.map((row) => row.label),
      alternatives: request.alternatives,
      truncated,
      seconds,
      seed: request.seed,
    });
    return record(context, plan, rows, scored);
  }

  return {
    evaluate,
    list: (run) =>
      store.evaluations.list(run === undefined ? undefined : store.runs.resolve(run).id),
    predictions: (evaluation) => [...store.evaluations.predictions(evaluation)],
  };
}

function labelledRows(context: EngineContext, plan: EvaluationPlan): LabelledRow[] {
  const { splits, datasets } = context.store;
  const { split, part, version } = plan;
  const all =
    split === null || part === null ? datasets.rows(version.hash) : splits.rows(split.id, part);
  const rows: LabelledRow[] = [];
  for (const { index, text, label } of all) if (label !== null) rows.push({ index, text, label });
  if (rows.length > 0) return rows;
  throw new AppError("INVALID_INPUT", `No row of ${version.name} to evaluate on has a label.`, {
    field: "--dataset",
    hint: part === null ? "Import it with its label column." : `The part "${part}" is empty.`,
  });
}

async function scoreRows(
  context: EngineContext,
  plan: EvaluationPlan,
  rows: readonly LabelledRow[],
  options: CallOptions,
) {
  const width = plan.task.labels.length;
  const scores = new Float32Array(rows.length * width);
  const started = performance.now();
  let truncated = 0;
  options.onProgress?.({ phase: "evaluating", done: 0, total: rows.length });
  for (let from = 0; from < rows.length; from += BATCH) {
    const texts = rows.slice(from, from + BATCH).map((row) => row.text);
    const batch = await scoreLabels(context, plan.answerer, plan.task, texts, options);
    scores.set(batch.scores, from * width);
    truncated += batch.truncated;
    options.onProgress?.({ phase: "evaluating", done: from + texts.length, total: rows.length });
  }
  return { scores, truncated, seconds: (performance.now() - started) / 1000 };
}

function record(
  context: EngineContext,
  plan: EvaluationPlan,
  rows: readonly LabelledRow[],
  scored: ScoredMetrics,
): Evaluation {
  const { store } = context;
  const width = plan.task.labels.length;
  function* predictions(): Generator<Prediction> {
    for (const [i, row] of rows.entries()) {
      const own = scored.probabilities.subarray(i * width, (i + 1) * width);
      yield {
        rowIndex: row.index,
        truth: scored.truth[i] ?? -1,
        probabilities: Float32Array.from(own),
      };
    }
  }
  return store.command("evaluation.evaluate", (entry) => {
    const draft = {
      runId: plan.run?.id ?? null,
      checkpointStep: plan.answerer.checkpointStep,
      modelHash: plan.answerer.model.hash,
      datasetHash: plan.version.hash,
      splitId: plan.split?.id ?? null,
      part: plan.part,
      labels: plan.task.labels,
      metrics: scored.metrics,
    };
    const evaluation = store.evaluations.add(draft, predictions());
    entry.about("evaluation", evaluation.id);
    return evaluation;
  });
}
