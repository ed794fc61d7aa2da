import { audit } from "./audit.ts";
import { chat } from "./chat.ts";
import { conversations } from "./conversations.ts";
import { datasets } from "./datasets.ts";
import { evaluation } from "./evaluation.ts";
import { files } from "./files.ts";
import { labels } from "./labels.ts";
import { models } from "./models.ts";
import { planner } from "./planner.ts";
import { runs } from "./runs.ts";
import { sample } from "./sample.ts";
import { session } from "./session.ts";
import { settings } from "./settings.ts";
import { tasks } from "./tasks.ts";

/** The whole table: nothing outside it can be asked. */
export const contract = {
  audit,
  chat,
  conversations,
  datasets,
  evaluation,
  files,
  labels,
  models,
  planner,
  runs,
  sample,
  session,
  settings,
  tasks,
} as const;
