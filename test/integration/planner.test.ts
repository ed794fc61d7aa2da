/** The planner over the real engine: what it finds is what trying every value finds. */
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { openWorkbench, type Workbench } from "../../electron/main/compose.ts";
import type { PlanRequest } from "../../electron/main/services/api/plan.ts";
import { cardOf, knownCard } from "../../electron/shared/domain/cards.ts";
import { completeRunConfig, type Method } from "../../electron/shared/domain/run-config.ts";
import { solveCandidates, withSolved } from "../../electron/shared/domain/solve.ts";
import { cli } from "../support/cli.ts";
import { suiteFolder } from "../support/suite-folder.ts";

// The bundled base: a step of any field is megabytes, far above what the CPU engine's own memory
// (threads, buffers of the matmul library) moves from one plan to the next.
const model = fileURLToPath(new URL("../../resources/base", import.meta.url));
const MODEL_CONTEXT = 1024;
const NOISE_BYTES = 256 << 10;
const folder = suiteFolder();
let workbench: Workbench;

beforeAll(async () => {
  workbench = await openWorkbench({ home: `${folder}/home` });
  // The CPU counts what its first context brings along in that one plan alone.
  await bytesOf(requestOf("qdora"));
  return () => workbench.close();
});

const requestOf = (method: Method, fields: object = {}): PlanRequest => ({
  model,
  config: completeRunConfig({ method, microBatch: 4, contextLength: 64, rank: 8, ...fields }),
});

async function bytesOf(request: PlanRequest): Promise<number> {
  return (await workbench.plan.plan({ ...request, fixes: false })).plan.totalBytes;
}

describe("solving for one field", () => {
  const cases = [
    ["microBatch", "qdora", 24],
    ["microBatch", "full", 16],
    ["rank", "qdora", 24],
    ["rank", "lora", 16],
    ["contextLength", "dora", 16],
  ] as const;

  it.each(cases)("%s of %s is what brute force finds", async (field, method, tried) => {
    const request = requestOf(method);
    const { config } = await workbench.plan.plan(request);
    const candidates = solveCandidates(field, MODEL_CONTEXT);
    const sizes: number[] = [];
    for (let i = 0; i < Math.min(tried, candidates.count); i++) {
      sizes.push(
        await bytesOf({ ...request, config: withSolved(config, field, candidates.at(i)) }),
      );
    }
    expect(sizes.every((bytes, i) => i === 0 || bytes > (sizes[i - 1] ?? 0))).toBe(true);
    for (const best of [0, sizes.length >> 2, sizes.length - 2]) {
      const availableBytes = Math.floor(((sizes[best] ?? 0) + (sizes[best + 1] ?? 0)) / 2);
      const solved = await workbench.plan.solve({
        ...request,
        field,
        availableBytes,
        margin: false,
      });
      expect(solved.value).toBe(candidates.at(best));
      expect(solved.limitedBy).toBe("memory");
      const { totalBytes } = solved.outcome.plan;
      expect(Math.abs(totalBytes - (sizes[best] ?? 0))).toBeLessThan(NOISE_BYTES);
    }
  });

  it("says that nothing fits, and what the smallest takes", async () => {
    const solved = await workbench.plan.solve({
      ...requestOf("qdora"),
      field: "microBatch",
      availableBytes: 1000,
    });
    expect(solved).toMatchObject({ value: null, limitedBy: "memory" });
    expect(solved.outcome).toMatchObject({ verdict: "exceeds", config: { microBatch: 1 } });
  });

  it("ends at the model's context where memory would allow more", async () => {
    const solved = await workbench.plan.solve({ ...requestOf("qdora"), field: "contextLength" });
    expect(solved).toMatchObject({ value: MODEL_CONTEXT, limitedBy: "model" });
    expect(solved.plans).toBeGreaterThan(5);
    expect(solved.plans).toBeLessThan(30);
  });

  it("leaves the room that a verdict of fits asks for, unless told otherwise", async () => {
    const request = { ...requestOf("qdora"), field: "microBatch" as const };
    const available = await bytesOf({ ...request, config: { ...request.config, microBatch: 30 } });
    const availableBytes = available + NOISE_BYTES;
    const roomy = await workbench.plan.solve({ ...request, availableBytes });
    const tight = await workbench.plan.solve({ ...request, availableBytes, margin: false });
    expect(roomy.outcome.verdict).toBe("fits");
    expect(tight.value).toBe(30);
    expect(roomy.value).toBeLessThan(30);
  });

  it("refuses the rank of a method without an adapter", async () => {
    const solving = workbench.plan.solve({ ...requestOf("full"), field: "rank" });
    await expect(solving).rejects.toMatchObject({ code: "UNSUPPORTED" });
  });

  it("ends when it is cancelled", async () => {
    const abort = new AbortController();
    abort.abort();
    const solving = workbench.plan.solve(
      { ...requestOf("qdora"), field: "microBatch" },
      { signal: abort.signal },
    );
    await expect(solving).rejects.toMatchObject({ code: "CANCELLED" });
  });
});

describe("planning for a card", () => {
  it("answers for the card's memory, and says whose plan it is", async () => {
    const known = knownCard("h200");
    if (known === undefined) throw new Error("the H200 is among the cards");
    const card = cardOf(known);
    const outcome = await workbench.plan.plan({ ...requestOf("qdora"), card });
    expect(outcome.availableBytes).toBe(card.usableBytes);
    if (outcome.basis === "card") {
      expect(outcome.plan).toMatchObject({ backend: "cuda", capacityBytes: card.totalBytes });
    } else {
      expect(outcome).toMatchObject({ basis: "cpu-for-card", plan: { backend: "cpu" } });
      expect(outcome.basisReason).not.toBe("");
    }
  });
});

describe("the command line", () => {
  it("plans for a card and solves for a field", async () => {
    const home = `${folder}/cli-home`;
    const words = ["plan", "--model", model, "--card", "t4", "--context-length", "512", "--json"];
    const planned = await cli(words, { home });
    expect(planned.last()).toMatchObject({ availableBytes: knownCard("t4")?.usableBytes });
    expect(["card", "cpu-for-card"]).toContain(planned.last().basis);
    const solved = await cli([...words, "--solve", "micro-batch"], { home });
    expect(solved.last()).toMatchObject({ field: "microBatch", limitedBy: "memory" });
    const said = await cli([...words.slice(0, -1), "--solve", "rank"], { home });
    expect(said.stdout).toContain("The largest rank that fits is 1,024: there is no larger one.");
  });
});
