import type { Evaluation } from "../../shared/domain/evaluation.ts";
import type { Leaderboard, LeaderboardRow } from "../../shared/domain/leaderboard.ts";
import { mcnemarExact } from "../../shared/domain/metrics/paired.ts";
import type { Run } from "../../shared/domain/run.ts";
import type { Part } from "../../shared/domain/split.ts";
import { AppError } from "../../shared/errors.ts";
import type { CompareRequest, CompareService } from "./api/compare.ts";
import type { EngineContext } from "./engine-context.ts";
import { runDetail } from "./run-detail.ts";

export function createCompareService(context: EngineContext): CompareService {
  return { compare: (request) => compare(context, request) };
}

function compare(context: EngineContext, request: CompareRequest): Leaderboard {
  const { store } = context;
  const runs = [...new Set(request.runs)].map((reference) => store.runs.resolve(reference));
  const [first] = runs;
  if (first === undefined) {
    throw new AppError("INVALID_INPUT", "No run is named.", {
      field: "RUN",
      hint: "Name one run or more: workbench compare RUN1 RUN2",
    });
  }
  requireSameRows(context, runs);
  const part = request.part ?? "test";
  const board = runs.map((run) => ({ run, evaluation: newestOfRun(context, run, part) }));
  board.sort((a, b) => b.evaluation.metrics.accuracy.value - a.evaluation.metrics.accuracy.value);
  const rows: LeaderboardRow[] = board.map(({ run, evaluation }) =>
    runRow(context, run, evaluation),
  );
  const warnings: string[] = [];
  if (request.includeBase ?? true) rows.unshift(...baseRows(context, runs, part, warnings));
  warnings.push(...doubts(context, runs, rows));
  return {
    datasetName: store.datasets.resolve(first.frozen.datasetHash).name,
    datasetHash: first.frozen.datasetHash,
    splitId: first.splitId,
    part,
    rows: versusFirst(context, rows),
    warnings,
  };
}

function requireSameRows(context: EngineContext, runs: readonly Run[]): void {
  const [first] = runs;
  const other = runs.find(
    (run) =>
      run.frozen.datasetHash !== first?.frozen.datasetHash ||
      run.frozen.splitSha256 !== first.frozen.splitSha256,
  );
  if (first === undefined || other === undefined) return;
  const datasetOf = (run: Run) => context.store.datasets.resolve(run.frozen.datasetHash);
  const [a, b] = [datasetOf(first), datasetOf(other)];
  const why =
    a.hash === b.hash
      ? `they were trained on different splits of ${a.name}`
      : `${first.name} was trained on ${a.name} version ${a.version}, ` +
        `${other.name} on ${b.name} version ${b.version}`;
  throw new AppError("CONFLICT", `${first.name} and ${other.name} cannot be compared: ${why}.`, {
    field: "RUN",
    hint: "Compare runs of one dataset version and one split.",
  });
}

/** The store lists the newest first. */
function newestOfRun(context: EngineContext, run: Run, part: Part): Evaluation {
  const found = context.store.evaluations
    .list(run.id)
    .find(
      (e) =>
        e.datasetHash === run.frozen.datasetHash && e.splitId === run.splitId && e.part === part,
    );
  if (found !== undefined) return found;
  throw new AppError("NOT_FOUND", `Run ${run.name} was not evaluated on its ${part} part yet.`, {
    field: "RUN",
    hint: `Evaluate run ${run.id} on its ${part} part first.`,
  });
}

/** One row for each base that the runs started from, where it was evaluated on the same rows. */
function baseRows(
  context: EngineContext,
  runs: readonly Run[],
  part: Part,
  warnings: string[],
): LeaderboardRow[] {
  const { store } = context;
  const rows: LeaderboardRow[] = [];
  for (const modelId of new Set(runs.map((run) => run.modelId))) {
    const model = store.models.resolve(modelId);
    const run = runs.find((candidate) => candidate.modelId === modelId);
    const evaluation = store.evaluations
      .list(null)
      .find(
        (e) =>
          e.modelHash === model.hash &&
          e.datasetHash === run?.frozen.datasetHash &&
          e.splitId === run.splitId &&
          e.part === part,
      );
    if (evaluation === undefined) {
      warnings.push(
        `The base ${model.name} was not evaluated on this part: ` +
          "evaluate it on the same examples to have it in the comparison.",
      );
      continue;
    }
    rows.push({
      name: model.name,
      runId: null,
      method: "base",
      evaluation,
      trainSeconds: null,
      peakBytes: null,
      labelsPerS: labelsPerS(evaluation),
      versusFirst: null,
    });
  }
  return rows;
}

function runRow(context: EngineContext, run: Run, evaluation: Evaluation): LeaderboardRow {
  const detail = runDetail(context, run.id);
  return {
    name: run.name,
    runId: run.id,
    method: run.frozen.config.method,
    evaluation,
    trainSeconds: detail.trainSeconds,
    peakBytes: detail.peakBytes,
    labelsPerS: labelsPerS(evaluation),
    versusFirst: null,
  };
}

function labelsPerS({ metrics }: Evaluation): number {
  return metrics.seconds > 0 ? metrics.rows / metrics.seconds : 0;
}

function versusFirst(context: EngineContext, rows: readonly LeaderboardRow[]): LeaderboardRow[] {
  const [first, ...rest] = rows;
  if (first === undefined || rest.length === 0) return [...rows];
  const right = (row: LeaderboardRow) => rightRows(context, row.evaluation);
  const base = right(first);
  return [
    first,
    ...rest.map((row) => {
      const { onlyFirst, onlySecond, pValue } = mcnemarExact(base, right(row));
      return { ...row, versusFirst: { onlyFirst, onlyThis: onlySecond, pValue } };
    }),
  ];
}

/** 1 where the most probable label is the true one. */
function rightRows(context: EngineContext, evaluation: Evaluation): Uint8Array {
  const predictions = [...context.store.evaluations.predictions(evaluation.id)];
  return Uint8Array.from(predictions, ({ truth, probabilities }) => {
    const best = probabilities.reduce((a, p, i) => (p > (probabilities[a] ?? 0) ? i : a), 0);
    return best === truth ? 1 : 0;
  });
}

/** What a reader should know before believing the order of the rows. */
function doubts(
  context: EngineContext,
  runs: readonly Run[],
  rows: readonly LeaderboardRow[],
): string[] {
  const found = runs
    .filter((run) => run.status !== "finished")
    .map((run) => `${run.name} is ${run.status}: it has not seen all its steps.`);
  if (new Set(runs.map((run) => run.modelId)).size > 1) {
    found.push("The runs start from different base models.");
  }
  if (new Set(rows.map((row) => row.evaluation.labels.join("\n"))).size > 1) {
    found.push("The closed sets of labels differ between the rows.");
  }
  const best = rows.find((row) => row.runId !== null)?.evaluation.metrics;
  if (best !== undefined && best.rows < 100) {
    found.push(`Only ${best.rows} rows were evaluated: the intervals are wide.`);
  }
  const newest = context.store.datasets.list().find((v) => v.hash === runs[0]?.frozen.datasetHash);
  if (newest === undefined) found.push("The dataset has a newer version than the one compared on.");
  return found;
}
