import type { Model } from "../../shared/domain/model.ts";
import type { Run } from "../../shared/domain/run.ts";
import { isQuantized } from "../../shared/domain/run-config.ts";
import { labelCompletion, type Task } from "../../shared/domain/task.ts";
import { AppError } from "../../shared/errors.ts";
import {
  type CallOptions,
  type CheckpointChoice,
  type DeviceChoice,
  type Loose,
  throwIfCancelled,
} from "./api/call.ts";
import { unchangedModelDir } from "./base-model.ts";
import { deviceOf, type EngineContext } from "./engine-context.ts";
import { quantizedCache } from "./quantized-copies.ts";
import { checkpointDir, chosenCheckpoint } from "./run-places.ts";
import { promptOf } from "./task-rows.ts";

/** Who answers: a base, and the adapter of a run over it or none. */
export interface Answerer {
  model: Model;
  modelDir: string;
  tokenizerDir: string;
  adapterDir: string | null;
  checkpointStep: number | null;
  /** Of what was trained; the engine's own hash of an adapter replaces it where there is one. */
  tunedHash: string | null;
  quantize: boolean;
  device: DeviceChoice;
}

export async function answererOfRun(
  context: EngineContext,
  run: Run,
  choice: CheckpointChoice | undefined,
  device: Loose<DeviceChoice> | undefined,
  options: CallOptions,
): Promise<Answerer> {
  const model = context.store.models.resolve(run.modelId);
  const checkpoint = chosenCheckpoint(context, run, choice);
  const folder = checkpointDir(context, checkpoint);
  const base = await unchangedModelDir(context, model, options);
  const full = run.frozen.config.method === "full"; // such a checkpoint is a whole model
  return {
    model,
    modelDir: full ? folder : base,
    tokenizerDir: base,
    adapterDir: full ? null : folder,
    checkpointStep: checkpoint.step,
    tunedHash: checkpoint.manifestSha256,
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
  { signal, onNotice }: Pick<CallOptions, "signal" | "onNotice"> = {},
): Promise<Scored> {
  throwIfCancelled(signal, "Scoring");
  const { modelDir, tokenizerDir, adapterDir, quantize, device } = answerer;
  const scored = await context.trainer.request(
    "score",
    {
      modelDir,
      tokenizerDir,
      adapterDir,
      quantize,
      quantizedCache: quantizedCache(context, answerer.model),
      device,
      prompts: texts.map((text) => promptOf(text, task)),
      completions: task.labels.map(labelCompletion),
    },
    {
      signal,
      onEvent: (event) => {
        if (event.kind === "engine" && event.event.type === "notice") {
          onNotice?.(event.event.message);
        }
      },
    },
  );
  return { ...scored, adapterHash: scored.adapterHash ?? answerer.tunedHash };
}

export function requireLabelTask(run: Run): void {
  if (run.frozen.task.completion === "label") return;
  throw new AppError("UNSUPPORTED", `Run ${run.name} did not learn labels.`, {
    field: "--run",
    hint: "Choose a run that was trained on the labels of a dataset, or ask it with chat.",
  });
}
