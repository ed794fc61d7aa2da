/** A run whose disk fills up: an error in words, nothing lost, and it goes on once there is room. */
import { mkdirSync, rmSync, statfsSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { checkpointsDir } from "../../electron/main/services/run-places.ts";
import { createRunService } from "../../electron/main/services/run-service.ts";
import type { RunConfigInput } from "../../electron/shared/domain/run-config.ts";
import { checkpointFault, visibleCheckpoints } from "../support/checkpoint-folders.ts";
import { addTinyTask, engineHome } from "../support/engine-home.ts";
import { smallDisk } from "../support/small-disk.ts";

const CONFIG: RunConfigInput = {
  method: "full",
  learningRate: 1e-3,
  microBatch: 4,
  contextLength: 64,
  maxSteps: 60,
  saveEverySteps: 5,
  keepCheckpoints: 100, // nothing is removed: the disk is sure to fill
};

it("stops with DISK_FULL, keeps every checkpoint whole and resumes", async ({ skip }) => {
  const disk = smallDisk(8 << 20);
  if (disk === null) return skip("mounting a small disk takes root");
  const home = engineHome();
  const { runs, ...task } = await addTinyTask(home);
  // The checkpoints alone lie on the small disk, so that the store can say what happened.
  mkdirSync(dirname(home.context.home.runs), { recursive: true });
  rmSync(home.context.home.runs, { recursive: true, force: true });
  symlinkSync(disk.path, home.context.home.runs);

  const handle = await runs.train({ ...task, config: CONFIG });
  const { detail, result } = await handle.done;
  expect(result).toBeNull();
  expect(detail.run).toMatchObject({ status: "failed", error: { code: "DISK_FULL" } });
  expect(detail.run.error?.message).toMatch(/checkpoint of step \d+ is kept/);
  expect(detail.run.error?.hint).not.toBe("");
  const folder = checkpointsDir(home.context, handle.id);
  const kept = visibleCheckpoints(folder);
  expect(kept.length).toBeGreaterThan(0);
  for (const name of kept) expect(checkpointFault(join(folder, name)), name).toBe("");
  expect(detail.checkpoints.map((c) => `step-${c.step}`).sort()).toEqual(kept.sort());

  const again = await (await runs.resume(handle.id)).done;
  expect(again.detail.run.error?.code).toBe("DISK_FULL"); // still no room: said again

  disk.resize(64 << 20);
  const rest = await (await runs.resume(handle.id)).done;
  expect(rest.detail.run.error).toBeNull();
  expect(rest.result).toMatchObject({ outcome: "finished", step: 60 });
  const { steps } = home.context.store.metrics.page({
    runId: handle.id,
    name: "loss",
    afterStep: -1,
    limit: 1000,
  });
  expect([...steps]).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
}, 60_000);

it("says so too when the store itself has no room, and goes on after the next start", async ({
  skip,
}) => {
  const disk = smallDisk(40 << 20);
  if (disk === null) return skip("mounting a small disk takes root");
  const root = join(disk.path, "home");
  const filler = join(disk.path, "filler");
  const first = engineHome({ root });
  const { runs, ...task } = await addTinyTask(first);
  const config = { ...CONFIG, method: "lora" as const, maxSteps: 3000, saveEverySteps: 20 };
  const handle = await runs.train(
    { ...task, config: { ...config, keepCheckpoints: 2 } },
    {
      onEvent: (event) => {
        if (event.type === "step" && event.step === 30) fill(disk.path, filler);
      },
    },
  );
  // The last words may have found room in the store's journal, or not.
  const end = await handle.done.then(
    (outcome) => outcome.detail.run.error,
    (error: unknown) => error,
  );
  expect(end).toMatchObject({ code: "DISK_FULL" });
  first.close();
  rmSync(filler);

  const second = engineHome({ root });
  const again = createRunService(second.context);
  expect(["interrupted", "failed"]).toContain(again.get(handle.id).run.status);
  const rest = await again.resume(handle.id, {
    onEvent: (event) => {
      if (event.type === "start") {
        expect(event.step).toBeGreaterThanOrEqual(20);
        rest.stop();
      }
    },
  });
  expect((await rest.done).result?.outcome).toBe("stopped");
}, 60_000);

/** Takes all the room that is left. */
function fill(disk: string, path: string): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(path, Buffer.alloc(bavail * bsize));
}
