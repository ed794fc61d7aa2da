// A home with the real engine behind it, opened as the workbench opens one, with the store and the
// trainer in the test's reach.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type OpenHome, openHome } from "../../electron/main/open-home.ts";
import { DatasetService } from "../../electron/main/services/dataset-service.ts";
import type { EngineContext } from "../../electron/main/services/engine-context.ts";
import { createModelService } from "../../electron/main/services/model-service.ts";
import { createRunService } from "../../electron/main/services/run-service.ts";
import { SplitService } from "../../electron/main/services/split-service.ts";
import { startChildProcess } from "../../electron/main/trainer-host/child-process.ts";
import { fileHashCache } from "../../electron/main/trainer-host/hash-cache.ts";
import { TrainerHost } from "../../electron/main/trainer-host/trainer-host.ts";
import type { StartTrainer } from "../../electron/main/trainer-host/transport.ts";
import { parseDocument } from "../../electron/parsers/parse-document.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { makeTinyModel, tinyCsv } from "./tiny-model.ts";

export interface EngineHome {
  readonly folder: string;
  readonly home: OpenHome;
  readonly host: TrainerHost;
  readonly context: EngineContext;
  close(): void;
}

export interface EngineHomeOptions {
  start?: StartTrainer;
  /** Left out: a folder of the test's own. */
  root?: string;
}

export function engineHome(options: EngineHomeOptions = {}): EngineHome {
  const folder = temporaryFolder();
  const at = options.root ?? join(folder, "home");
  const home = openHome({ root: at, passphrase: null, mode: "write" });
  const host = new TrainerHost(options.start ?? startChildProcess);
  let open = true;
  const close = () => {
    if (!open) return;
    open = false;
    host.close();
    home.close();
  };
  onTestFinished(close);
  const { root, runs, models } = home.paths;
  const hashes = fileHashCache(join(models, "content-hashes.json"));
  return {
    folder,
    home,
    host,
    close,
    context: { store: home.store, trainer: host, home: { root, runs }, hashes },
  };
}

/** A tiny base and a tiny dataset with a split, registered in the home. */
export async function addTinyTask({ folder, context }: EngineHome, rows = 120) {
  const modelDir = await makeTinyModel(join(folder, "tiny"));
  const csv = join(folder, "orders.csv");
  writeFileSync(csv, tinyCsv(rows));
  const none = { text: null, label: null, group: null, id: null, answer: null, part: null };
  const { version } = await new DatasetService(context.store, parseDocument).import([csv], {
    name: "orders",
    kind: "csv",
    mapping: none,
  });
  new SplitService(context.store).create(version.hash, {});
  await createModelService(context).add(modelDir, "tiny");
  return { dataset: "orders", model: "tiny", runs: createRunService(context) };
}
