import { mkdirSync } from "node:fs";
import type { TrainerSignal } from "../../main/trainer-host/protocol/messages.ts";
import type { ParamsOf, ResultOf } from "../../main/trainer-host/protocol/methods.ts";
import { EngineEventSchema, TrainResultSchema } from "../../shared/domain/engine-events.ts";
import { AppError } from "../../shared/errors.ts";
import { systemError } from "../../shared/system-error.ts";
import type { NativeTrainer, TrainSpec } from "../addon-types.ts";
import type { CallContext } from "../call-context.ts";
import type { Engine } from "../engine.ts";
import { HeapGrowth } from "../heap-growth.ts";
import { encodeExamples } from "../text/encode-examples.ts";
import { hashExamples } from "../text/example-arrays.ts";
import { checkpointFolders } from "./checkpoints.ts";

export function stage(engine: Engine, params: ParamsOf<"stage">): number {
  if (params.first) engine.staged[params.part] = [];
  const waiting = engine.staged[params.part];
  for (const example of params.examples) waiting.push(example);
  return waiting.length;
}

/** Tokenizes the staged rows and trains on them to the end, a stop or an error. */
export async function train(
  engine: Engine,
  params: ParamsOf<"train">,
  context: CallContext,
): Promise<ResultOf<"train">> {
  engine.resident.close(); // the run's plan counts on the memory
  makeFolder(params.checkpointsDir);
  const { train, validation } = await encodeStaged(engine, params, context);
  const spec: TrainSpec = {
    ...params.device,
    modelDir: params.modelDir,
    checkpointsDir: params.checkpointsDir,
    config: params.config,
    resume: params.resume,
    baseHash: params.baseHash,
    ...(params.quantizedCache === undefined ? {} : { quantizedCache: params.quantizedCache }),
    dataHash: hashExamples([train, validation]),
    longestExample: 0,
  };
  const trainer = new engine.addon.Trainer(JSON.stringify(spec), train, validation);
  context.onSignal((signal) => steer(trainer, signal));
  const growth = params.device.backend === "cpu" ? new HeapGrowth() : null;
  const result = await trainer.run((json) => {
    const event = EngineEventSchema.parse(JSON.parse(json));
    context.emit({ kind: "engine", event: growth?.event(event) ?? event });
    if (event.type === "checkpoint") tellFolders(params.checkpointsDir, context);
  });
  tellFolders(params.checkpointsDir, context);
  const outcome = TrainResultSchema.parse(JSON.parse(result));
  return growth?.result(outcome) ?? outcome;
}

function tellFolders(checkpointsDir: string, context: CallContext): void {
  context.emit({ kind: "checkpoints", directories: checkpointFolders(checkpointsDir) });
}

function steer(trainer: NativeTrainer, signal: TrainerSignal): void {
  if (signal === "pause") trainer.pause();
  else if (signal === "resume") trainer.resume();
  else if (signal === "stop") trainer.stop();
  else trainer.discard();
}

async function encodeStaged(engine: Engine, params: ParamsOf<"train">, context: CallContext) {
  const info = engine.models.info(params.modelDir);
  const tokenizer = await engine.models.tokenizer(params.modelDir, info);
  const { train, validation } = engine.staged;
  const total = train.length + validation.length;
  if (train.length === 0) {
    throw new AppError("INVALID_INPUT", "There is no row to train on.", {
      field: "train",
      hint: "Choose a split whose training part has rows with what the task completes.",
    });
  }
  const encode = async (rows: typeof train, before: number) => {
    const onProgress = (done: number) => context.progress("tokenizing", before + done, total);
    return encodeExamples(tokenizer, rows, {
      contextLength: params.config.contextLength,
      truncate: params.truncate,
      onProgress,
    });
  };
  const first = await encode(train, 0);
  const second = await encode(validation, train.length);
  engine.staged.train = [];
  engine.staged.validation = [];
  tellTruncated(first.truncated + second.truncated, context);
  return { train: first.arrays, validation: second.arrays };
}

function tellTruncated(truncated: number, context: CallContext): void {
  if (truncated === 0) return;
  const message = `${truncated} texts were cut to fit the context length.`;
  context.emit({ kind: "engine", event: { type: "notice", code: "TRUNCATED", message } });
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw systemError(error, "making the checkpoints folder", { path: folder });
  }
}
