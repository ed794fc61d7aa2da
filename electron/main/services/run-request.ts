import type { DatasetVersion } from "../../shared/domain/dataset.ts";
import type { Model } from "../../shared/domain/model.ts";
import { leakedRows } from "../../shared/domain/quality/gate-report.ts";
import type { FrozenRun } from "../../shared/domain/run.ts";
import type { Split } from "../../shared/domain/split.ts";
import { AppError } from "../../shared/errors.ts";
import type { CallOptions } from "./api/call.ts";
import type { TrainRequest } from "./api/run.ts";
import { modelDir, namedModel, unchangedModelDir } from "./base-model.ts";
import { checkedConfig } from "./checked-input.ts";
import { taskFor } from "./default-task.ts";
import type { EngineContext } from "./engine-context.ts";
import { exampleOf } from "./task-rows.ts";

export interface FreshRun {
  name: string;
  frozen: FrozenRun;
  model: Model;
  split: Split;
  /** Held-out rows that training sees too, as the quality gate found; acknowledged when not 0. */
  leaked: number;
}

/** Resolves what a request names and freezes it. Everything that can be refused is refused here. */
export async function freeze(
  context: EngineContext,
  request: TrainRequest,
  options: CallOptions,
): Promise<FreshRun> {
  const { store, trainer } = context;
  const config = checkedConfig(request.config);
  const version = store.datasets.resolve(request.dataset);
  const split = splitOf(context, version, request.split);
  const model = await namedModel(context, request.model, options);
  await unchangedModelDir(context, model, options);
  const folder = modelDir(context, model);
  const { tokenizer } = await trainer.request("describeModel", { modelDir: folder });
  const [sample] = store.datasets.rows(version.hash, 0, 1);
  const hasAnswers = sample?.answer != null;
  const facts = { version, hasAnswers, hasChatTemplate: tokenizer.hasChatTemplate };
  const task = taskFor(facts, request.task);
  const frozen: FrozenRun = {
    config,
    task,
    modelHash: model.hash,
    datasetHash: version.hash,
    splitSha256: split.sha256,
  };
  requireTrainRow(context, split, frozen);
  const leaked = acknowledgedLeak(context, split, request);
  return {
    name: request.name ?? nextName(context, version, config.method),
    frozen,
    model,
    split,
    leaked,
  };
}

/** A figure measured on a split that leaks is not true: a person says that they know. */
function acknowledgedLeak({ store }: EngineContext, split: Split, request: TrainRequest): number {
  const report = store.gateReports.get(split.datasetHash, split.id);
  const leaked = report === null ? 0 : leakedRows(report);
  if (leaked === 0 || request.acknowledgeLeak === true) return leaked;
  throw new AppError("CONFLICT", `The split leaks: training sees ${leaked} of its held-out rows.`, {
    field: "--acknowledge-leak",
    hint: "Make a split by group, remove the repeated rows, or start the run knowing that its figures are too good.",
    details: { leaked },
  });
}

/** The split that is named, else the newest of the dataset. */
export function splitOf(
  context: EngineContext,
  version: DatasetVersion,
  reference: string | undefined,
): Split {
  if (reference === undefined) {
    const newest = newestSplit(context.store.splits.list(version.hash));
    if (newest !== null) return newest;
    throw new AppError("NOT_FOUND", `Dataset ${version.name} has no split.`, {
      field: "--split",
      hint: "Split the dataset first, then choose that split.",
    });
  }
  const split = context.store.splits.resolve(reference);
  if (split.datasetHash === version.hash) return split;
  throw new AppError("CONFLICT", "The split belongs to another dataset version.", {
    field: "--split",
    hint: `Choose one of the splits of ${version.name}.`,
  });
}

export function newestSplit(splits: readonly Split[]): Split | null {
  return splits.reduce<Split | null>(
    (a, b) => (a !== null && a.createdAt > b.createdAt ? a : b),
    null,
  );
}

function requireTrainRow(context: EngineContext, split: Split, frozen: FrozenRun): void {
  for (const row of context.store.splits.rows(split.id, "train")) {
    if (exampleOf(row, frozen.task) !== null) return;
  }
  throw new AppError("INVALID_INPUT", `No training row has ${wanted(frozen.task.completion)}.`, {
    field: "--dataset",
    hint: "Import the file with the column that is to be learned.",
  });
}

function wanted(completion: FrozenRun["task"]["completion"]): string {
  return completion === "label" ? "a label" : completion === "answer" ? "an answer" : "a text";
}

/** "qdora-orders-2": the second run of its kind. */
function nextName(context: EngineContext, version: DatasetVersion, method: string): string {
  const stem = `${method}-${version.name}`.slice(0, 190);
  const taken = new Set(context.store.runs.list().map((run) => run.name));
  for (let n = 1; ; n++) if (!taken.has(`${stem}-${n}`)) return `${stem}-${n}`;
}
