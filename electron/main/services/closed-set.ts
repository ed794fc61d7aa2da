import type { Model } from "../../shared/domain/model.ts";
import type { Run } from "../../shared/domain/run.ts";
import { isQuantized } from "../../shared/domain/run-config.ts";
import { labelCompletion, type Task } from "../../shared/domain/task.ts";
import { AppError } from "../../shared/errors.ts";
import type { CallOptions, CheckpointChoice, DeviceChoice } from "./api/call.ts";
import { unchangedModelDir } from "./base-model.ts";
import { deviceOf, type EngineContext } from "./engine-context.ts";
import { checkpointDir, chosenCheckpoint } from "./run-places.ts";
import { promptOf } from "./task-rows.ts";

/** Who answers: a base, and the adapter of a run over it or none. */
export interface Answerer {
  model: Model;
  modelDir: string;
  adapterDir: string | null;
  checkpointStep: number | null;
  quantize: boolean;
  device: DeviceChoice;
}

export async function answererOfRun(
  context: EngineContext,
  run: Run,
  choice: CheckpointChoice | undefined,
  device: Partial<DeviceChoice> | undefined,
  options: CallOptions,
): Promise<Answerer> {
  const model = context.store.models.resolve(run.modelId);
  const checkpoint = chosenCheckpoint(context, run, choice);
  return {
    model,
    modelDir: await unchangedModelDir(context, model, options),
    adapterDir: checkpointDir(context, checkpoint),
    checkpointStep: checkpoint.step,
    quantize: isQuantized(run.frozen.config.method),
    device: deviceOf(context, device),
  };
}

export interface Scored {
  /** Log-probabilities, one row of task.labels a text. */
  scores: Float32Array;
  truncated: number;
  adapterHash: string | null;
}

/** Scores the labels of a task after each text. Texts come in batches the caller chose. */
export async function scoreLabels(
  context: EngineContext,
  answerer: Answerer,
  task: Task,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<Scored> {
  if (signal?.aborted) throw new AppError("CANCELLED", "The work was cancelled.");
  const { modelDir, adapterDir, quantize, device } = answerer;
  return context.trainer.request(
    "score",
    {
      modelDir,
      adapterDir,
      quantize,
      device,
      prompts: texts.map((text) => promptOf(text, task)),
      completions: task.labels.map(labelCompletion),
    },
    { signal },
  );
}

export function requireLabelTask(run: Run): void {
  if (run.frozen.task.completion === "label") return;
  throw new AppError("UNSUPPORTED", `Run ${run.name} did not learn labels.`, {
    field: "--run",
    hint: "Choose a run that was trained on the labels of a dataset, or ask it with chat.",
  });
}
