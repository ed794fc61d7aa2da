import { z } from "zod";
import type { ParamsOf, ResultOf } from "../../main/trainer-host/protocol/methods.ts";
import { MemoryPlanSchema } from "../../shared/domain/memory-plan.ts";
import { DeviceInfoSchema } from "../../shared/domain/model-info.ts";
import type { TrainSpec } from "../addon-types.ts";
import type { CallContext } from "../call-context.ts";
import type { Engine } from "../engine.ts";
import { fingerprintFolder } from "../fingerprint.ts";

const NO_HASH = "0".repeat(64);

export function devices(engine: Engine): ResultOf<"devices"> {
  return z.array(DeviceInfoSchema).parse(JSON.parse(engine.addon.devices()));
}

export async function describeModel(
  engine: Engine,
  { modelDir }: ParamsOf<"describeModel">,
): Promise<ResultOf<"describeModel">> {
  const info = engine.models.info(modelDir);
  const tokenizer = await engine.models.tokenizer(modelDir, info);
  return {
    info,
    tokenizer: {
      vocabularySize: tokenizer.vocabularySize,
      addsBos: tokenizer.bosId !== null,
      hasChatTemplate: tokenizer.chat !== null,
    },
  };
}

export async function hashModel(
  engine: Engine,
  { modelDir }: ParamsOf<"hashModel">,
  context: CallContext,
): Promise<ResultOf<"hashModel">> {
  const fingerprint = fingerprintFolder(modelDir); // before reading: a write meanwhile shows later
  const hash = await engine.addon.hashModel(modelDir, (done, total) =>
    context.progress("hashing", done, total),
  );
  return { hash, fingerprint };
}

export async function countTokens(
  engine: Engine,
  { modelDir, texts }: ParamsOf<"countTokens">,
): Promise<Int32Array> {
  const tokenizer = await engine.models.tokenizer(modelDir, engine.models.info(modelDir));
  const ids = await tokenizer.encode(texts);
  return Int32Array.from(ids, (sequence) => sequence.length);
}

export function plan(engine: Engine, params: ParamsOf<"plan">): ResultOf<"plan"> {
  const spec: TrainSpec = {
    ...params.device,
    modelDir: params.modelDir,
    checkpointsDir: "",
    config: params.config,
    resume: "never",
    baseHash: NO_HASH,
    dataHash: NO_HASH,
    longestExample: params.longestExample,
    ...(params.planFor === undefined ? {} : { planFor: params.planFor }),
  };
  return MemoryPlanSchema.parse(JSON.parse(engine.addon.plan(JSON.stringify(spec))));
}
