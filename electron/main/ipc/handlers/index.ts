import type { Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import type { HandlerHost } from "../handler-host.ts";
import { auditHandlers } from "./audit.ts";
import { chatHandlers } from "./chat.ts";
import { conversationsHandlers } from "./conversations.ts";
import { datasetsHandlers } from "./datasets.ts";
import { deidHandlers } from "./deid.ts";
import { evaluationHandlers } from "./evaluation.ts";
import { filesHandlers } from "./files.ts";
import { guidelinesHandlers } from "./guidelines.ts";
import { labelsHandlers } from "./labels.ts";
import { modelsHandlers } from "./models.ts";
import { plannerHandlers } from "./planner.ts";
import { preparationHandlers } from "./preparation.ts";
import { qualityHandlers } from "./quality.ts";
import { runsHandlers } from "./runs.ts";
import { sampleHandlers } from "./sample.ts";
import { sessionHandlers } from "./session.ts";
import { settingsHandlers } from "./settings.ts";
import { tasksHandlers } from "./tasks.ts";
import { terminologyHandlers } from "./terminology.ts";

type Contract = typeof contract;
export type AllHandlers = { readonly [K in keyof Contract]: Handlers<Contract[K]> };

/** One line a domain. */
export function createHandlers(host: HandlerHost): AllHandlers {
  return {
    audit: auditHandlers(host),
    chat: chatHandlers(host),
    conversations: conversationsHandlers(host),
    sample: sampleHandlers(host),
    session: sessionHandlers(host),
    settings: settingsHandlers(host),
    datasets: datasetsHandlers(host),
    deid: deidHandlers(host),
    quality: qualityHandlers(host),
    evaluation: evaluationHandlers(host),
    files: filesHandlers(host),
    guidelines: guidelinesHandlers(host),
    labels: labelsHandlers(host),
    models: modelsHandlers(host),
    runs: runsHandlers(host),
    planner: plannerHandlers(host),
    preparation: preparationHandlers(host),
    tasks: tasksHandlers(host),
    terminology: terminologyHandlers(host),
  };
}
