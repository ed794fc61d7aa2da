import type { Command } from "commander";
import type { PlanRequest } from "../../main/services/api/plan.ts";
import { cardOf, knownCard } from "../../shared/domain/cards.ts";
import { UsageError } from "../usage-error.ts";
import { completeConfig, readConfigFile } from "./config-file.ts";
import { type DeviceOptions, deviceOf } from "./device.ts";
import { defined } from "./parse.ts";
import { personPath, personReference } from "./paths.ts";
import { runConfigFlags } from "./run-config-flags.ts";

export interface PlanOptions extends DeviceOptions {
  config?: string;
  dataset?: string;
  model?: string;
  available?: number;
  card?: string;
  solve?: string;
  margin?: boolean;
}

export function planRequest(command: Command, options: PlanOptions): PlanRequest {
  const path = options.config === undefined ? undefined : personPath(options.config);
  const file = path === undefined ? { references: {}, fields: {} } : readConfigFile(path);
  const { references } = file;
  const model = options.model ?? references.model;
  const dataset = options.dataset ?? references.dataset;
  const { device, threads } = { ...references, ...options };
  if (model === undefined) {
    throw new UsageError("--model is missing: which base model to plan for.", {
      field: "--model",
      hint: "`workbench models list` shows the names; a folder will do as well.",
    });
  }
  return {
    model: personReference(model),
    ...defined({ dataset, availableBytes: options.available }),
    config: completeConfig(file.fields, runConfigFlags(command), path),
    ...deviceOf(defined({ device, threads })),
    ...cardNamed(options.card),
  };
}

function cardNamed(id: string | undefined): Pick<PlanRequest, "card"> {
  const known = id === undefined ? undefined : knownCard(id);
  return known === undefined ? {} : { card: cardOf(known) };
}
