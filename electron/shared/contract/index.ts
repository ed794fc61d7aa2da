import { audit } from "./audit.ts";
import { chat } from "./chat.ts";
import { conversations } from "./conversations.ts";
import { datasets } from "./datasets.ts";
import { deid } from "./deid.ts";
import { evaluation } from "./evaluation.ts";
import { files } from "./files.ts";
import { guidelines } from "./guidelines.ts";
import { labels } from "./labels.ts";
import { models } from "./models.ts";
import { planner } from "./planner.ts";
import { preparation } from "./preparation.ts";
import { quality } from "./quality.ts";
import { runs } from "./runs.ts";
import { sample } from "./sample.ts";
import { session } from "./session.ts";
import { settings } from "./settings.ts";
import { tasks } from "./tasks.ts";
import { terminology } from "./terminology.ts";

/** The whole table: nothing outside it can be asked. */
export const contract = {
  audit,
  chat,
  conversations,
  datasets,
  deid,
  evaluation,
  files,
  guidelines,
  labels,
  models,
  planner,
  preparation,
  quality,
  runs,
  sample,
  session,
  settings,
  tasks,
  terminology,
} as const;
