import { describe, expect, it } from "vitest";
import { CARDS, cardOf, knownCard } from "../../shared/domain/cards.ts";
import type { MemoryPlan } from "../../shared/domain/memory-plan.ts";
import { completeRunConfig } from "../../shared/domain/run-config.ts";
import { AppError } from "../../shared/errors.ts";
import type { ParamsOf } from "../trainer-host/protocol/methods.ts";
import type { EngineContext } from "./engine-context.ts";
import { PlanMemo } from "./plan-memo.ts";
import { planOutcome } from "./plan-outcome.ts";
import type { PlanTarget } from "./plan-target.ts";
import { ScriptedTrainer } from "./scripted-trainer.ts";

const t4 = knownCard("t4");
if (t4 === undefined) throw new Error("the T4 is among the cards");
const card = cardOf(t4);
const config = completeRunConfig({ method: "qdora" });
const target = (): PlanTarget => ({
  modelDir: "/models/base",
  device: { backend: "cpu", device: 0, threads: 2, deterministic: true },
  card,
  longestExample: 0,
  memo: new PlanMemo(),
});

function planOf(backend: string, capacityBytes: number, totalBytes = 1e9): MemoryPlan {
  return {
    backend,
    deviceName: backend,
    capacityBytes,
    freeBytes: capacityBytes,
    totalBytes,
    hostBytes: 0,
    components: [{ component: "weights", bytes: totalBytes }],
    tokensPerMicroBatch: 4096,
    trainableParameters: 1,
    baseParameters: 2,
  };
}

function engine(plan: (params: ParamsOf<"plan">) => MemoryPlan) {
  const trainer = new ScriptedTrainer({ plan });
  return { trainer } as unknown as EngineContext;
}

const outcome = (context: EngineContext) => planOutcome(context, config, target(), {});

describe("a plan for a card that is not in this machine", () => {
  it("is the CUDA engine's, held against what the card offers a program", async () => {
    const context = engine(({ device, planFor }) => {
      expect(planFor).toEqual({
        name: card.name,
        totalBytes: card.totalBytes,
        computeCapability: 75,
      });
      return planOf(device.backend, planFor?.totalBytes ?? 0);
    });
    expect(await outcome(context)).toMatchObject({
      basis: "card",
      basisReason: "",
      availableBytes: card.usableBytes,
      verdict: "fits",
    });
  });

  it("is called the CPU engine's where there is no CUDA engine, with the reason", async () => {
    const context = engine(({ device }) => {
      if (device.backend === "cpu") return planOf("cpu", 64e9, 20e9);
      throw new AppError("UNSUPPORTED", "the cuda backend sees no device", {
        field: "backend cuda",
      });
    });
    expect(await outcome(context)).toMatchObject({
      basis: "cpu-for-card",
      basisReason: "the cuda backend sees no device",
      availableBytes: card.usableBytes,
      verdict: "exceeds",
    });
  });

  it("is never the plan of another card that happens to be in the machine", async () => {
    const context = engine(({ device }) => planOf(device.backend, 80e9));
    expect((await outcome(context)).basis).toBe("cpu-for-card");
  });

  it("asks once for what several cards share, and again after a moment", async () => {
    let now = 0;
    let asked = 0;
    const memo = new PlanMemo(() => now);
    const context = engine(({ device }) => {
      if (device.backend === "cuda") {
        throw new AppError("UNSUPPORTED", "no device", { field: "backend cuda" });
      }
      asked += 1;
      return planOf("cpu", 64e9, 20e9);
    });
    const plan = () => planOutcome(context, config, { ...target(), memo }, { fixes: false });
    await Promise.all([plan(), plan(), plan()]);
    expect(asked).toBe(1);
    now = 2500;
    await plan();
    expect(asked).toBe(2);
  });

  it("fails as the engine fails when the run itself is at fault", async () => {
    const context = engine(() => {
      throw new AppError("UNSUPPORTED", "no such optimizer here", { field: "config.optimizer" });
    });
    await expect(outcome(context)).rejects.toThrow("no such optimizer here");
  });
});

describe("known cards", () => {
  it("offer a program less than they have, and are named once", () => {
    for (const one of CARDS) {
      expect(one.usableBytes).toBeLessThan(one.totalBytes);
      expect(one.usableBytes).toBeGreaterThan(one.totalBytes * 0.9);
    }
    expect(new Set(CARDS.map((one) => one.id)).size).toBe(CARDS.length);
  });
});
