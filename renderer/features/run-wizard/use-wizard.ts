import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useState } from "react";
import { type UseFormReturn, useForm } from "react-hook-form";
import type { ListedModel } from "../../../electron/shared/contract/models.ts";
import type { DatasetVersion } from "../../../electron/shared/domain/dataset.ts";
import type { PresetFacts, PresetId } from "../../../electron/shared/domain/presets/facts.ts";
import { PRESETS } from "../../../electron/shared/domain/presets/index.ts";
import type { RunConfig } from "../../../electron/shared/domain/run-config.ts";
import type { Split } from "../../../electron/shared/domain/split.ts";
import { api } from "../../api/client.ts";
import { useApiQuery } from "../../api/hooks.ts";
import { bestDevice, type PlanningTarget } from "../../components/planning/targets.ts";
import type { ConfigFieldName } from "../../components/run-config/fields.ts";
import { EMPTY, taskOf, type WizardInput, WizardSchema, type WizardValues } from "./form.ts";
import type { KeptDraft } from "./kept-draft.ts";
import { type Lists, resolveReferences } from "./resolve.ts";
import { presetFacts, useLongest } from "./use-facts.ts";

export type WizardForm = UseFormReturn<WizardInput, unknown, WizardValues>;

export interface Wizard {
  readonly form: WizardForm;
  readonly values: WizardInput;
  readonly config: RunConfig;
  readonly dataset: DatasetVersion | undefined;
  readonly model: ListedModel | undefined;
  readonly device: PlanningTarget | undefined;
  readonly splits: readonly Split[] | undefined;
  readonly facts: PresetFacts | null;
  readonly preset: PresetId | null;
  readonly faulty: ReadonlySet<ConfigFieldName>;
  choosePreset(id: PresetId): void;
  /** Values of the person's own: no preset any more. */
  setFields(fields: Partial<RunConfig>): void;
  fill(values: Partial<WizardValues>): void;
}

/** With one dataset, one model, one device there is nothing to choose. */
function firstValues(
  lists: Lists,
  given: Partial<WizardValues>,
  draft: KeptDraft | null,
): WizardInput {
  if (draft !== null) {
    const { dataset, model, device } = draft.values;
    const { values } = resolveReferences({ dataset, model, device }, lists);
    return { ...draft.values, dataset: "", model: "", device: "", ...values };
  }
  const only = <T>(list: readonly T[]) => (list.length === 1 ? list[0] : undefined);
  return {
    ...EMPTY,
    dataset: only(lists.datasets)?.hash ?? "",
    model: only(lists.models)?.id ?? "",
    device: bestDevice(lists.devices)?.id ?? "",
    ...(given.config === undefined ? {} : { config: given.config }),
    ...resolveReferences(given, lists).values,
  };
}

/** The state of the form: a draft that was left, else what a link gives, else a beginning. */
export function useWizard(
  lists: Lists,
  given: Partial<WizardValues>,
  draft: KeptDraft | null,
): Wizard {
  const form = useForm<WizardInput, unknown, WizardValues>({
    resolver: zodResolver(WizardSchema),
    defaultValues: firstValues(lists, given, draft),
    mode: "onChange",
  });
  const values = form.watch();
  const config = values.config as RunConfig; // of a form whose defaults are all there
  const [preset, setPreset] = useState<PresetId | null>(() => {
    if (draft !== null) return draft.preset;
    return given.config === undefined ? "recommended" : null;
  });
  const dataset = lists.datasets.find((one) => one.hash === values.dataset);
  const model = lists.models.find((one) => one.id === values.model);
  const device = lists.devices.find((one) => one.id === values.device);
  const splits = useSplits(form, dataset);
  const longest = useLongest({ dataset, model, task: taskOf(values) });
  const facts = presetFacts({ dataset, model, device: values.device, task: undefined }, longest);
  const factsKey = JSON.stringify(facts);
  // A chosen preset follows the data and the base until the person changes a value.
  // biome-ignore lint/correctness/useExhaustiveDependencies: facts are compared by their value
  useEffect(() => {
    if (preset === null || facts === null) return;
    form.setValue("config", PRESETS[preset](facts));
    void form.trigger();
  }, [preset, factsKey, form]);
  const faults = form.formState.errors.config ?? {};
  return {
    form,
    values,
    config,
    dataset,
    model,
    device,
    splits,
    facts,
    preset,
    faulty: new Set(Object.keys(faults) as ConfigFieldName[]),
    choosePreset: setPreset,
    setFields: (fields) => {
      setPreset(null);
      form.setValue("config", { ...form.getValues("config"), ...fields });
      void form.trigger();
    },
    fill: (next) => {
      if (next.config !== undefined) setPreset(null);
      form.reset({ ...(form.getValues() as WizardValues), ...next });
      void form.trigger();
    },
  };
}

/** Splits of the dataset, the newest chosen where none is. */
function useSplits(
  form: WizardForm,
  dataset: DatasetVersion | undefined,
): readonly Split[] | undefined {
  const summary = useApiQuery(
    api.datasets.inspect,
    { dataset: dataset?.hash ?? "none" },
    { enabled: dataset !== undefined },
  );
  const splits = summary.data && [...summary.data.splits].sort((a, b) => b.createdAt - a.createdAt);
  const chosen = form.watch("split");
  const known = splits?.some((split) => split.id === chosen) ?? true;
  const newest = splits?.[0]?.id ?? "";
  useEffect(() => {
    if (!known) form.setValue("split", newest);
  }, [known, newest, form]);
  return dataset === undefined ? undefined : splits;
}
