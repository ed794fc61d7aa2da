/** The composition root: opens a home and joins every service over it. Knows no Electron. */
import { join } from "node:path";
import type { OpenMode } from "../store/open-database.ts";
import { openHome } from "./open-home.ts";
import { childParsers } from "./parser-host/child-process.ts";
import { createParserHost, type ParserHost } from "./parser-host/parser-host.ts";
import type { StartParser } from "./parser-host/transport.ts";
import type { HomePaths } from "./platform/home.ts";
import { resolveHome } from "./platform/home.ts";
import { homeStorage } from "./platform/home-storage.ts";
import { KEY_NOTICES, type UnlockedKey } from "./platform/key-store.ts";
import { createLogger, type Logger } from "./platform/logger.ts";
import { createPendingFile } from "./platform/pending-file.ts";
import { loadSample } from "./sample-resources.ts";
import { createAnswerEvaluationService } from "./services/answer-evaluation-service.ts";
import type { EngineServices } from "./services/api/workbench.ts";
import { createAuditService } from "./services/audit-service.ts";
import { createChatService } from "./services/chat-service.ts";
import { createCompareService } from "./services/compare-service.ts";
import { createConversationService } from "./services/conversation-service.ts";
import { DatasetPreviewService } from "./services/dataset-preview-service.ts";
import { DatasetService } from "./services/dataset-service.ts";
import { createDeviceService } from "./services/device-service.ts";
import type { EngineContext } from "./services/engine-context.ts";
import { createEvaluationService } from "./services/evaluation-service.ts";
import { createLabelService } from "./services/label-service.ts";
import { createModelService } from "./services/model-service.ts";
import { createPlanService } from "./services/plan-service.ts";
import { createRunCatalogue } from "./services/run-catalogue.ts";
import { RunFeed } from "./services/run-feed.ts";
import { createRunService } from "./services/run-service.ts";
import { Supervisor } from "./services/run-supervisor.ts";
import { createSampleService } from "./services/sample-service.ts";
import { createSettingsService } from "./services/settings-service.ts";
import { SplitService } from "./services/split-service.ts";
import { TokenLengthService } from "./services/token-length-service.ts";
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
  /** Another way to the key than the passphrase: the window's. Asked while the lock is held. */
  unlock?: ((paths: HomePaths) => UnlockedKey) | undefined;
  /** "read" may stand beside a writing process; it needs a home that was used before. */
  mode?: OpenMode | undefined;
  onNotice?: ((message: string) => void) | undefined;
  /** How the trainer process is started; left out: as a child of this Node. */
  startTrainer?: StartTrainer | undefined;
  /** How a parser of documents is started; left out: as a child of this Node. */
  startParser?: StartParser | undefined;
}

export interface Workbench extends EngineServices {
  readonly home: string;
  readonly datasets: DatasetService;
  readonly previews: DatasetPreviewService;
  readonly tokenLengths: TokenLengthService;
  readonly splits: SplitService;
  readonly logger: Logger;
  /** The trainer process; null while none runs. */
  readonly trainerPid: () => number | null;
  close(): Promise<void>;
}

export async function openWorkbench(options: OpenOptions = {}): Promise<Workbench> {
  const root = resolveHome(options.home, process.env);
  const passphrase = options.passphrase ?? null;
  const { unlock } = options;
  const home = openHome({ root, passphrase, mode: options.mode ?? "write", unlock });
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
  const parsers = createParserHost(options.startParser ?? childParsers());
  return {
    ...services(context, parsers, home.paths),
    home: root,
    logger,
    trainerPid: () => trainer.pid,
    close: async () => {
      trainer.close();
      home.close();
    },
  };
}

function services(context: EngineContext, parsers: ParserHost, paths: HomePaths) {
  const sample = () => loadSample(paths.models);
  const models = createModelService(context, sample);
  const feed = new RunFeed();
  const runs = createRunService(context, feed);
  const evaluations = createEvaluationService(context);
  const answers = createAnswerEvaluationService(context);
  const compare = createCompareService(context);
  const parts = { models, runs, evaluations, answers, compare };
  return {
    ...parts,
    supervisor: new Supervisor({ context, runs, evaluations, answers, feed }),
    catalogue: createRunCatalogue(context, feed),
    datasets: new DatasetService(context.store, parsers.parse),
    previews: new DatasetPreviewService(parsers.preview),
    tokenLengths: new TokenLengthService(context),
    splits: new SplitService(context.store),
    labels: createLabelService(context, {
      openTable: parsers.openTable,
      createFile: createPendingFile,
    }),
    chat: createChatService(context),
    conversations: createConversationService(context),
    audit: createAuditService(context),
    settings: createSettingsService(context, homeStorage(paths)),
    plan: createPlanService(context),
    devices: createDeviceService(context),
    verify: createVerifyService(context),
    sample: createSampleService(context, parts, parsers.parse, sample),
  };
}
