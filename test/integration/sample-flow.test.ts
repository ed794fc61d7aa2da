/** The sample's whole job over the real engine, on a sample small enough to take a second. */
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createCompareService } from "../../electron/main/services/compare-service.ts";
import { createEvaluationService } from "../../electron/main/services/evaluation-service.ts";
import { createModelService } from "../../electron/main/services/model-service.ts";
import { createRunService } from "../../electron/main/services/run-service.ts";
import type { SampleResources } from "../../electron/main/services/sample-ports.ts";
import { createSampleService } from "../../electron/main/services/sample-service.ts";
import { parseDocument } from "../../electron/parsers/parse-document.ts";
import { completeRunConfig } from "../../electron/shared/domain/run-config.ts";
import { type EngineHome, engineHome } from "../support/engine-home.ts";
import { makeTinyModel, tinyCsv } from "../support/tiny-model.ts";

async function setUp() {
  const home = engineHome();
  const { folder, context } = home;
  const [header = "", ...rows] = tinyCsv(160).trim().split("\n");
  const part = (name: string, from: number, to: number) => {
    const path = join(folder, `${name}.csv`);
    writeFileSync(path, [header, ...rows.slice(from, to), ""].join("\n"));
    return path;
  };
  const tiny = await makeTinyModel(join(folder, "tiny"));
  const sample: SampleResources = {
    name: "orders",
    files: {
      train: part("train", 0, 96),
      validation: part("validation", 96, 128),
      test: part("test", 128, 160),
    },
    alternatives: { "CT Chest": ["CT Head"] },
    template: "{text}:",
    config: completeRunConfig({ method: "qdora", rank: 4, contextLength: 64, epochs: 2 }),
    installBase: () => {
      const installed = join(context.home.root, "models", "bundled-1234567890ab");
      mkdirSync(installed, { recursive: true });
      cpSync(tiny, installed, { recursive: true });
      return { folder: installed, version: "1234567890ab" };
    },
  };
  const services = {
    models: createModelService(context),
    runs: createRunService(context),
    evaluations: createEvaluationService(context),
    compare: createCompareService(context),
  };
  return {
    home,
    services,
    job: createSampleService(context, services, parseDocument, () => sample),
  };
}

it("imports once, trains anew each time, and compares every run with the base", async () => {
  const { home, services, job } = await setUp();
  const phases = new Set<string>();
  const first = await job.run({ onProgress: ({ phase }) => phases.add(phase) });
  expect([...phases]).toEqual(expect.arrayContaining(["importing", "evaluating", "training"]));
  expect(first.base).toMatchObject({ runId: null, part: "test", metrics: { rows: 32 } });
  expect(first.tuned).toMatchObject({ runId: first.run.run.id, metrics: { rows: 32 } });
  expect(first.tuned.metrics.acceptable?.value).toBeGreaterThanOrEqual(
    first.tuned.metrics.accuracy.value,
  );
  expect(first.leaderboard.rows.map((row) => row.runId)).toEqual([null, first.run.run.id]);
  expect(first.run.run.frozen.task.template).toBe("{text}:");
  expect(splitRows(home)).toEqual({ train: 96, validation: 32, test: 32 });

  const second = await job.run();
  expect(home.context.store.datasets.list()).toHaveLength(1);
  expect(services.models.list()).toHaveLength(1);
  expect(services.models.list()[0]?.path).toBe("models/bundled-1234567890ab");
  expect(second.run.run.id).not.toBe(first.run.run.id);
  expect(second.leaderboard.rows).toHaveLength(3);
  // The same data, configuration and seed: the very same model.
  expect(second.tuned.metrics.logLoss).toBe(first.tuned.metrics.logLoss);
}, 60_000);

it("stops and saves when interrupted, and says how to go on", async () => {
  const { services, job } = await setUp();
  const interrupt = new AbortController();
  const work = job.run({
    signal: interrupt.signal,
    onEvent: (event) => {
      if (event.type === "step" && event.step === 2) interrupt.abort();
    },
  });
  await expect(work).rejects.toMatchObject({ code: "CANCELLED" });
  const [run] = services.runs.list();
  expect(run?.status).toBe("stopped");
  const rest = await (await services.runs.resume(run?.id ?? "")).done;
  expect(rest.result?.outcome).toBe("finished");
}, 60_000);

function splitRows({ context }: EngineHome) {
  const [version] = context.store.datasets.list();
  return context.store.splits.list(version?.hash ?? "")[0]?.report.rows;
}
