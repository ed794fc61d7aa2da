import { audit } from "./audit.ts";
import { chat } from "./chat.ts";
import { datasets } from "./datasets.ts";
import { evaluation } from "./evaluation.ts";
import { labels } from "./labels.ts";
import { models } from "./models.ts";
import { planner } from "./planner.ts";
import { runs } from "./runs.ts";
import { settings } from "./settings.ts";

/** The whole table: nothing outside it can be asked. */
export const contract = {
  audit,
  chat,
  datasets,
  evaluation,
  labels,
  models,
  planner,
  runs,
  settings,
} as const;
