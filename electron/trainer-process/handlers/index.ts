import type {
  ParamsOf,
  ResultOf,
  TrainerMethod,
} from "../../main/trainer-host/protocol/methods.ts";
import type { CallContext } from "../call-context.ts";
import type { Engine } from "../engine.ts";
import { fingerprintFolder } from "../fingerprint.ts";
import { listCheckpoints, sweepCheckpoints } from "./checkpoints.ts";
import { countTokens, describeModel, devices, hashModel, plan } from "./describe.ts";
import { generate } from "./generate.ts";
import { inspectModel } from "./inspect-model.ts";
import { closeSession, initModel, matmulCeiling } from "./maintenance.ts";
import { freeQuantizedCopies, quantizedCopies } from "./quantized-copies.ts";
import { score } from "./score.ts";
import { stage, train } from "./train.ts";

export type Handlers = {
  readonly [M in TrainerMethod]: (
    engine: Engine,
    params: ParamsOf<M>,
    context: CallContext,
  ) => ResultOf<M> | Promise<ResultOf<M>>;
};

export const handlers: Handlers = {
  devices,
  describeModel,
  inspectModel,
  hashModel,
  fingerprintModel: (_, { modelDir }) => fingerprintFolder(modelDir),
  countTokens,
  plan,
  stage,
  train,
  listCheckpoints,
  sweepCheckpoints,
  score,
  generate,
  quantizedCopies,
  freeQuantizedCopies,
  closeSession,
  initModel,
  matmulCeiling,
};

/** Answered at once, also while a run trains; everything else waits for its turn. */
export const LIGHT: ReadonlySet<TrainerMethod> = new Set([
  "devices",
  "describeModel",
  "inspectModel",
  // Reads files on a thread of its own: a model can be registered while a run trains.
  "hashModel",
  "fingerprintModel",
  "countTokens",
  "plan",
  "quantizedCopies",
]);
