/** Quantized weights kept between loads: made by the first run, used by the next, told when damaged. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createModelService } from "../../electron/main/services/model-service.ts";
import type { EngineEvent } from "../../electron/shared/domain/engine-events.ts";
import { addTinyTask, engineHome } from "../support/engine-home.ts";

async function oneRun({ dataset, model, runs }: Awaited<ReturnType<typeof addTinyTask>>) {
  const events: EngineEvent[] = [];
  const notices: string[] = [];
  const config = {
    method: "qlora",
    rank: 4,
    microBatch: 4,
    contextLength: 64,
    maxSteps: 2,
  } as const;
  const handle = await runs.train(
    { dataset, model, config },
    { onEvent: (event) => void events.push(event), onNotice: (text) => void notices.push(text) },
  );
  const { detail } = await handle.done;
  expect(detail.run.error).toBeNull();
  const losses = events.flatMap((event) => (event.type === "step" ? [event.loss] : []));
  const quantized = events.some((event) => event.type === "phase" && event.phase === "quantizing");
  return { losses, quantized, notices };
}

it("is made once, used again, rebuilt when damaged, shown and deleted", async () => {
  const engine = engineHome();
  const task = await addTinyTask(engine);
  const models = createModelService(engine.context);
  const folder = join(engine.home.paths.root, "cache", "quantized");
  expect(existsSync(folder)).toBe(false);

  const first = await oneRun(task);
  expect(first.quantized).toBe(true);
  expect(
    readdirSync(folder)
      .map((name) => name.replace(/^[0-9a-f]{64}/, ""))
      .sort(),
  ).toEqual([".json", ".safetensors"]);
  const again = await oneRun(task);
  expect(again).toEqual({ losses: first.losses, quantized: false, notices: [] });

  const file = join(
    folder,
    readdirSync(folder).find((name) => name.endsWith(".safetensors")) ?? "",
  );
  const bytes = readFileSync(file);
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const damaged = await oneRun(task);
  expect(damaged.losses).toEqual(first.losses);
  expect(damaged.notices.join()).toContain("quantized again");
  expect((await oneRun(task)).quantized).toBe(false);

  const [copy, ...others] = await models.quantizedCopies();
  expect(others).toEqual([]);
  expect(copy).toMatchObject({ model: "tiny", settings: "nf4, block 64, nested block 256, cpu" });
  expect(await models.freeQuantizedCopies()).toEqual([copy]);
  expect(readdirSync(folder)).toEqual([]);
});
