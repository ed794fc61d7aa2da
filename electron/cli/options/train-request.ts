import type { Command } from "commander";
import type { TrainRequest } from "../../main/services/api/run.ts";
import { unescapeLines } from "../../shared/domain/command-words.ts";
import { UsageError } from "../usage-error.ts";
import {
  type ConfigFile,
  type ConfigReferences,
  completeConfig,
  readConfigFile,
} from "./config-file.ts";
import { type DeviceOptions, deviceOf } from "./device.ts";
import { defined } from "./parse.ts";
import { personPath, personReference } from "./paths.ts";
import { runConfigFlags } from "./run-config-flags.ts";

export interface TrainOptions extends DeviceOptions {
  config?: string;
  dataset?: string;
  model?: string;
  split?: string;
  name?: string;
  template?: string;
  truncateLongPrompts?: boolean;
  cut?: "head" | "tail";
  acknowledgeLeak?: boolean;
}

/** What to train, from --config and flags; a flag has the last word over the file. */
export function trainRequest(command: Command, options: TrainOptions): TrainRequest {
  const path = options.config === undefined ? undefined : personPath(options.config);
  const file: ConfigFile =
    path === undefined ? { references: {}, fields: {} } : readConfigFile(path);
  const config = completeConfig(file.fields, runConfigFlags(command), path);
  const { device, threads, ...references } = { ...file.references, ...defined(options) };
  const { dataset, model } = references;
  if (dataset === undefined) throw missing("--dataset", "which dataset to learn from");
  if (model === undefined) throw missing("--model", "which base model to fine-tune");
  return {
    dataset,
    model: personReference(model),
    ...defined({ split: references.split, name: references.name }),
    ...taskOf(references),
    config,
    ...deviceOf(defined({ device, threads })),
    ...defined({ acknowledgeLeak: options.acknowledgeLeak }),
  };
}

function taskOf(said: ConfigReferences): Pick<TrainRequest, "task"> {
  const { template, truncateLongPrompts: truncate, cut } = said;
  const task = defined({ template: unescapeLines(template), truncate, cut });
  return Object.keys(task).length === 0 ? {} : { task };
}

function missing(flag: string, what: string): UsageError {
  return new UsageError(`${flag} is missing: ${what}.`, {
    field: flag,
    hint: "`workbench inspect` lists the datasets, `workbench models list` the base models.",
  });
}
