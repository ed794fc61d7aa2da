import type { ParamsOf } from "../../main/trainer-host/protocol/methods.ts";
import type { Engine } from "../engine.ts";

export function closeSession(engine: Engine): null {
  engine.resident.close();
  return null;
}

export function matmulCeiling(engine: Engine, params: ParamsOf<"matmulCeiling">): number {
  return engine.addon.matmulCeiling(JSON.stringify(params.device), params.n);
}

export function initModel(engine: Engine, params: ParamsOf<"initModel">): null {
  engine.addon.initModel(params.configPath, params.outDir, params.seed);
  return null;
}
