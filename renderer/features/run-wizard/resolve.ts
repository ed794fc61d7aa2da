import type { ListedModel } from "../../../electron/shared/contract/models.ts";
import type { DatasetVersion } from "../../../electron/shared/domain/dataset.ts";
import { parseDeviceName, writeDeviceName } from "../../../electron/shared/domain/device-name.ts";
import type { RunFile, RunFileReferences } from "../../../electron/shared/domain/run-file.ts";
import type { PlanningTarget } from "../../components/planning/targets.ts";
import type { WizardValues } from "./form.ts";

export interface Lists {
  readonly datasets: readonly DatasetVersion[];
  readonly models: readonly ListedModel[];
  readonly devices: readonly PlanningTarget[];
}

/** What a file or a link names and this program does not have. */
export interface Missing {
  readonly kind: "dataset" | "model" | "device" | "split";
  readonly name: string;
}

/** A version by its name (the newest one), its hash or the beginning of it. */
export function findDataset(name: string, { datasets }: Pick<Lists, "datasets">) {
  const newest = [...datasets].sort((a, b) => b.version - a.version);
  const byHash = name.length >= 6 ? newest.find((one) => one.hash.startsWith(name)) : undefined;
  return newest.find((one) => one.name === name) ?? byHash;
}

export function findModel(name: string, { models }: Pick<Lists, "models">) {
  return models.find((one) => one.id === name || one.name === name);
}

/** "cuda" means the first card. */
export function findDevice(name: string, { devices }: Pick<Lists, "devices">) {
  const known = parseDeviceName(name);
  return known && devices.find((one) => one.id === writeDeviceName(known));
}

type References = Pick<RunFileReferences, "dataset" | "model" | "device">;

/** References in the ids of this program, and those it cannot follow. */
export function resolveReferences(
  references: References,
  lists: Lists,
): { values: Partial<WizardValues>; missing: Missing[] } {
  const values: Partial<WizardValues> = {};
  const missing: Missing[] = [];
  const take = (kind: "dataset" | "model" | "device", found: string | undefined) => {
    const name = references[kind];
    if (name === undefined || name === "") return;
    if (found === undefined) missing.push({ kind, name });
    else values[kind] = found;
  };
  take("dataset", findDataset(references.dataset ?? "", lists)?.hash);
  take("model", findModel(references.model ?? "", lists)?.id);
  take("device", findDevice(references.device ?? "", lists)?.id);
  return { values, missing };
}

/** Everything a file says; what it leaves open is left open. */
export function valuesOfFile(
  { references, config }: RunFile,
  lists: Lists,
): { values: Partial<WizardValues>; missing: Missing[] } {
  const { values, missing } = resolveReferences(references, lists);
  const { split, name, template, truncateLongPrompts, cut } = references;
  return {
    missing,
    values: {
      ...values,
      config,
      ...(split === undefined ? {} : { split }),
      name: name ?? "",
      template: template ?? "",
      truncate: truncateLongPrompts ?? false,
      cut: cut ?? "head",
    },
  };
}
