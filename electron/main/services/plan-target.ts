import type { Card } from "../../shared/domain/cards.ts";
import type { MemoryPlan, PlanBasis } from "../../shared/domain/memory-plan.ts";
import type { RunConfig } from "../../shared/domain/run-config.ts";
import { AppError } from "../../shared/errors.ts";
import type { DeviceChoice } from "./api/call.ts";
import type { EngineContext } from "./engine-context.ts";
import type { PlanMemo } from "./plan-memo.ts";

/** Where and with what a configuration is planned; the same for every plan of one request. */
export interface PlanTarget {
  readonly modelDir: string;
  readonly device: DeviceChoice;
  readonly card: Card | null;
  readonly longestExample: number; // tokens; 0 = the context length
  readonly memo: PlanMemo;
}

export interface TargetPlan {
  readonly plan: MemoryPlan;
  readonly basis: PlanBasis;
  readonly basisReason: string;
}

/** One plan by the engine. */
export async function planOn(
  context: EngineContext,
  config: RunConfig,
  target: PlanTarget,
): Promise<TargetPlan> {
  const { card, device } = target;
  if (card === null) {
    return { plan: await ask(context, config, target, device), basis: "device", basisReason: "" };
  }
  const asCard = await planAsCard(context, config, target, card);
  if (typeof asCard !== "string") return { plan: asCard, basis: "card", basisReason: "" };
  const cpu: DeviceChoice = { ...device, backend: "cpu", device: 0 };
  const key = JSON.stringify([target.modelDir, config, cpu, target.longestExample]);
  const plan = await target.memo.get(key, () => ask(context, config, target, cpu));
  return { plan, basis: "cpu-for-card", basisReason: asCard };
}

/** The plan of the CUDA engine on such a card, or why this engine cannot make one. */
async function planAsCard(
  context: EngineContext,
  config: RunConfig,
  target: PlanTarget,
  card: Card,
): Promise<MemoryPlan | string> {
  const { name, totalBytes, computeCapability } = card;
  try {
    const cuda: DeviceChoice = { ...target.device, backend: "cuda", device: 0 };
    const plan = await ask(context, config, target, cuda, { name, totalBytes, computeCapability });
    // An engine that does not know cards plans for the one in the machine: that is another figure.
    if (plan.backend === "cuda" && plan.capacityBytes === totalBytes) return plan;
    return "the engine plans for the devices of this machine alone";
  } catch (error) {
    // Of the backend itself: there is no CUDA engine here. Anything else is about the run.
    if (error instanceof AppError && error.field?.startsWith("backend")) return error.message;
    throw error;
  }
}

function ask(
  { trainer }: EngineContext,
  config: RunConfig,
  target: PlanTarget,
  device: DeviceChoice,
  planFor?: { name: string; totalBytes: number; computeCapability: number },
): Promise<MemoryPlan> {
  // A plan is for rows that train: a longer row than the context is left out by the run.
  const longestExample = Math.min(target.longestExample, config.contextLength);
  const { modelDir } = target;
  return trainer.request("plan", {
    modelDir,
    config,
    device,
    longestExample,
    ...(planFor === undefined ? {} : { planFor }),
  });
}
