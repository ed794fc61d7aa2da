import { z } from "zod";
import { parseDeviceName } from "../../../electron/shared/domain/device-name.ts";
import {
  completeRunConfig,
  type RunConfig,
  RunConfigSchema,
} from "../../../electron/shared/domain/run-config.ts";
import type { RunFileReferences } from "../../../electron/shared/domain/run-file.ts";
import type { Contract, InputOf } from "../../api/bridge.ts";

export type StartInput = InputOf<Contract["runs"]["entries"]["start"]>;

/** What the wizard asks for. The configuration is checked by the engine's own schema. */
export const WizardSchema = z.object({
  dataset: z.string(),
  split: z.string(),
  model: z.string(),
  /** "cpu", "cuda:1". */
  device: z.string(),
  name: z.string().max(200),
  template: z
    .string()
    .max(4000)
    .refine((template) => template === "" || template.includes("{text}"), "template"),
  truncate: z.boolean(),
  cut: z.enum(["head", "tail"]),
  config: RunConfigSchema,
});
export type WizardInput = z.input<typeof WizardSchema>;
export type WizardValues = z.output<typeof WizardSchema>;

export const EMPTY: WizardValues = {
  dataset: "",
  split: "",
  model: "",
  device: "",
  name: "",
  template: "",
  truncate: false,
  cut: "head",
  config: completeRunConfig({ method: "qdora" }),
};

/** How a row becomes an example, where the person said something about it. */
export function taskOf({ template, truncate, cut }: WizardInput): StartInput["task"] {
  const task = {
    ...(template === "" ? {} : { template }),
    ...(truncate ? { truncate, cut } : {}),
  };
  return Object.keys(task).length === 0 ? undefined : task;
}

/** What starts the run. */
export function startInput(values: WizardValues, acknowledgeLeak = false): StartInput {
  const task = taskOf(values);
  const device = parseDeviceName(values.device);
  const name = values.name.trim();
  return {
    dataset: values.dataset,
    model: values.model,
    split: values.split,
    config: values.config,
    ...(name === "" ? {} : { name }),
    ...(task === undefined ? {} : { task }),
    ...(device === undefined ? {} : { device }),
    ...(acknowledgeLeak ? { acknowledgeLeak } : {}),
  };
}

/** The references of a run file, by the names a person knows. */
export function fileReferences(
  values: WizardValues,
  names: { dataset: string; model: string },
): RunFileReferences {
  const { split, device, template, truncate, cut } = values;
  const name = values.name.trim();
  return {
    ...(names.dataset === "" ? {} : { dataset: names.dataset }),
    ...(names.model === "" ? {} : { model: names.model }),
    ...(split === "" ? {} : { split }),
    ...(name === "" ? {} : { name }),
    ...(template === "" ? {} : { template }),
    ...(truncate ? { truncateLongPrompts: true, cut } : {}),
    ...(device === "" ? {} : { device }),
  };
}

/** The fields of a configuration that differ. */
export function changedFields(from: RunConfig, to: Partial<RunConfig>): (keyof RunConfig)[] {
  return (Object.keys(to) as (keyof RunConfig)[]).filter(
    (field) => JSON.stringify(from[field]) !== JSON.stringify(to[field]),
  );
}
