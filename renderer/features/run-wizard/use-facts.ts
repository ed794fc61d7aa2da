import type { ListedModel } from "../../../electron/shared/contract/models.ts";
import type { DatasetVersion } from "../../../electron/shared/domain/dataset.ts";
import { parseDeviceName } from "../../../electron/shared/domain/device-name.ts";
import type { PresetFacts } from "../../../electron/shared/domain/presets/facts.ts";
import { api } from "../../api/client.ts";
import { useApiQuery } from "../../api/hooks.ts";
import type { StartInput } from "./form.ts";

interface Chosen {
  readonly dataset: DatasetVersion | undefined;
  readonly model: ListedModel | undefined;
  readonly device: string;
  readonly task: StartInput["task"];
}

/** Tokens of the longest row of what is chosen; null while it is counted. */
export function useLongest({ dataset, model, task }: Omit<Chosen, "device">): number | null {
  const both = dataset !== undefined && model !== undefined;
  const measured = useApiQuery(
    api.planner.measure,
    {
      dataset: dataset?.hash ?? "none",
      model: model?.id ?? "none",
      ...(task === undefined ? {} : { task }),
    },
    { enabled: both, staleTime: Number.POSITIVE_INFINITY, placeholderData: (before) => before },
  );
  return measured.data?.longestExample ?? null;
}

/** What the presets look at; null until dataset and model are chosen and counted. */
export function presetFacts(chosen: Chosen, longest: number | null): PresetFacts | null {
  const { dataset, model, device } = chosen;
  if (dataset === undefined || model === undefined || longest === null) return null;
  return {
    parameters: model.info.parameters,
    modelContext: model.info.contextLength,
    rows: dataset.rows,
    longestExample: longest,
    backend: parseDeviceName(device)?.backend ?? "cpu",
  };
}
