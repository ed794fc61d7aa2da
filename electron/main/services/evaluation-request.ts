import type { DatasetVersion } from "../../shared/domain/dataset.ts";
import type { Run } from "../../shared/domain/run.ts";
import type { Part, Split } from "../../shared/domain/split.ts";
import type { Task } from "../../shared/domain/task.ts";
import { AppError } from "../../shared/errors.ts";
import type { CallOptions } from "./api/call.ts";
import type { EvaluateRequest } from "./api/evaluation.ts";
import { namedModel, unchangedModelDir } from "./base-model.ts";
import { type Answerer, answererOfRun, requireLabelTask } from "./closed-set.ts";
import { taskFor } from "./default-task.ts";
import { deviceOf, type EngineContext } from "./engine-context.ts";
import { newestSplit, splitOf } from "./run-request.ts";

/** Which rows: of a part of a split, or all of a version. */
export interface EvaluationRows {
  version: DatasetVersion;
  split: Split | null;
  part: Part | null;
}

export interface EvaluationPlan extends EvaluationRows {
  run: Run | null;
  answerer: Answerer;
  task: Task;
}

type RowsRequest = Pick<EvaluateRequest, "dataset" | "split" | "part">;

/** What is to be scored, by whom, on which rows. */
export async function planEvaluation(
  context: EngineContext,
  request: EvaluateRequest,
  options: CallOptions,
): Promise<EvaluationPlan> {
  const { store } = context;
  const run = request.run === undefined ? null : store.runs.resolve(request.run);
  if (run !== null) requireLabelTask(run);
  const rows = evaluationRows(context, request, run);
  const { version } = rows;
  if (run !== null) {
    const answerer = await answererOfRun(context, run, request.checkpoint, request.device, options);
    return { run, answerer, task: run.frozen.task, ...rows };
  }
  const answerer = await baseAnswerer(context, request, options);
  const chosen = { completion: "label" as const, ...templateOf(request) };
  const task = taskFor({ version, hasAnswers: false, hasChatTemplate: false }, chosen);
  return { run: null, answerer, task, ...rows };
}

/** The rows that are named, else those that the run kept aside. */
export function evaluationRows(
  context: EngineContext,
  request: RowsRequest,
  run: Run | null,
): EvaluationRows {
  const version = versionOf(context, request, run);
  const split = splitFor(context, request, run, version);
  if (split === null && request.part !== undefined) throw partWithoutSplit(version);
  return { version, split, part: split === null ? null : (request.part ?? "test") };
}

function templateOf({ template }: EvaluateRequest) {
  return template === undefined ? {} : { template };
}

function versionOf(context: EngineContext, request: RowsRequest, run: Run | null) {
  const reference = request.dataset ?? run?.frozen.datasetHash;
  if (reference !== undefined) return context.store.datasets.resolve(reference);
  throw new AppError("INVALID_INPUT", "The base has no dataset of its own.", {
    field: "--dataset",
    hint: "Name the dataset to evaluate on.",
  });
}

/** The split that is named, else the run's own where it fits, else the newest, else none. */
function splitFor(
  context: EngineContext,
  request: RowsRequest,
  run: Run | null,
  version: DatasetVersion,
): Split | null {
  if (request.split !== undefined) return splitOf(context, version, request.split);
  if (run !== null && run.splitId !== null && run.frozen.datasetHash === version.hash) {
    return context.store.splits.resolve(run.splitId);
  }
  return newestSplit(context.store.splits.list(version.hash));
}

async function baseAnswerer(
  context: EngineContext,
  request: EvaluateRequest,
  options: CallOptions,
): Promise<Answerer> {
  if (request.model === undefined) {
    throw new AppError("INVALID_INPUT", "Neither a run nor a model is named.", {
      field: "--run",
      hint: "Name a run with --run, or a base model with --model.",
    });
  }
  const model = await namedModel(context, request.model, options);
  const modelDir = await unchangedModelDir(context, model, options);
  return {
    model,
    modelDir,
    tokenizerDir: modelDir,
    adapterDir: null,
    checkpointStep: null,
    tunedHash: null,
    quantize: request.quantize ?? false,
    device: deviceOf(context, request.device),
  };
}

function partWithoutSplit(version: DatasetVersion): AppError {
  return new AppError("NOT_FOUND", `Dataset ${version.name} has no split, so it has no parts.`, {
    field: "--part",
    hint: "Split the dataset first, or evaluate all of its rows: name no part.",
  });
}
