/** The composition root: opens a home and joins every service over it. Knows no Electron. */
import { join } from "node:path";
import { parseDocument } from "../parsers/parse-document.ts";
import { openTable } from "../parsers/table.ts";
import type { OpenMode } from "../store/open-database.ts";
import { openHome } from "./open-home.ts";
import { resolveHome } from "./platform/home.ts";
import { KEY_NOTICES } from "./platform/key-store.ts";
import { createLogger, type Logger } from "./platform/logger.ts";
import { createPendingFile } from "./platform/pending-file.ts";
import { loadSample } from "./sample-resources.ts";
import type { EngineServices } from "./services/api/workbench.ts";
import { createChatService } from "./services/chat-service.ts";
import { createCompareService } from "./services/compare-service.ts";
import { DatasetService } from "./services/dataset-service.ts";
import { createDeviceService } from "./services/device-service.ts";
import type { EngineContext } from "./services/engine-context.ts";
import { createEvaluationService } from "./services/evaluation-service.ts";
import { createLabelService } from "./services/label-service.ts";
import { createModelService } from "./services/model-service.ts";
import { createPlanService } from "./services/plan-service.ts";
import { createRunService } from "./services/run-service.ts";
import { createSampleService } from "./services/sample-service.ts";
import { SplitService } from "./services/split-service.ts";
import { createVerifyService } from "./services/verify-service.ts";
import { startChildProcess } from "./trainer-host/child-process.ts";
import { fileHashCache } from "./trainer-host/hash-cache.ts";
import { TrainerHost } from "./trainer-host/trainer-host.ts";
import type { StartTrainer } from "./trainer-host/transport.ts";

export interface OpenOptions {
  /** Store location; left out: DIFFERENTIAL_HOME, else the data folder of the user. */
  home?: string | undefined;
  /** From readPassphrase(); null when none was given. */
  passphrase?: string | null | undefined;
  /** "read" may stand beside a writing process; it needs a home that was used before. */
  mode?: OpenMode | undefined;
  onNotice?: ((message: string) => void) | undefined;
  /** How the trainer process is started; left out: as a child of this Node. */
  startTrainer?: StartTrainer | undefined;
}

export interface Workbench extends EngineServices {
  readonly home: string;
  readonly datasets: DatasetService;
  readonly splits: SplitService;
  readonly logger: Logger;
  /** The trainer process; null while none runs. */
  readonly trainerPid: () => number | null;
  close(): Promise<void>;
}

export async function openWorkbench(options: OpenOptions = {}): Promise<Workbench> {
  const root = resolveHome(options.home, process.env);
  const passphrase = options.passphrase ?? null;
  const home = openHome({ root, passphrase, mode: options.mode ?? "write" });
  if (home.keyNotice !== null) options.onNotice?.(KEY_NOTICES[home.keyNotice]);
  const logger = createLogger(home.paths.logs);
  const trainer = new TrainerHost(options.startTrainer ?? startChildProcess, (end) =>
    logger.warn("trainer.ended", { exit: end.code, killed: end.signal !== null }),
  );
  const context: EngineContext = {
    store: home.store,
    trainer,
    home: { root: home.paths.root, runs: home.paths.runs },
    hashes: fileHashCache(join(home.paths.models, "content-hashes.json")),
  };
  return {
    ...services(context, home.paths.models),
    home: root,
    logger,
    trainerPid: () => trainer.pid,
    close: async () => {
      trainer.close();
      home.close();
    },
  };
}

function services(context: EngineContext, modelsFolder: string) {
  const models = createModelService(context);
  const runs = createRunService(context);
  const evaluations = createEvaluationService(context);
  const compare = createCompareService(context);
  const parts = { models, runs, evaluations, compare };
  return {
    ...parts,
    datasets: new DatasetService(context.store, parseDocument),
    splits: new SplitService(context.store),
    labels: createLabelService(context, { openTable, createFile: createPendingFile }),
    chat: createChatService(context),
    plan: createPlanService(context),
    devices: createDeviceService(context),
    verify: createVerifyService(context),
    sample: createSampleService(context, parts, parseDocument, () => loadSample(modelsFolder)),
  };
}
