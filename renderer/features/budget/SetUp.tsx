import FormControlLabel from "@mui/material/FormControlLabel";
import Stack from "@mui/material/Stack";
import Switch from "@mui/material/Switch";
import { type Dispatch, type SetStateAction, useCallback, useMemo, useState } from "react";
import type { ListedModel } from "../../../electron/shared/contract/models.ts";
import type { DatasetVersion } from "../../../electron/shared/domain/dataset.ts";
import type { RunConfig } from "../../../electron/shared/domain/run-config.ts";
import type { SolveField } from "../../../electron/shared/domain/solve.ts";
import { useText } from "../../app/text/text.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { type PlanningTarget, targetName } from "../../components/planning/targets.ts";
import { text as planning } from "../../components/planning/text.ts";
import { SectionCard } from "../../components/SectionCard.tsx";
import { ConfigChoice, ConfigSlider, DatasetChoice, ModelChoice } from "./controls.tsx";
import { type Draft, stops, withModel } from "./draft.ts";
import { text } from "./text.ts";
import { useSolve } from "./use-solve.ts";

interface Props {
  readonly draft: Draft;
  readonly models: readonly ListedModel[];
  readonly datasets: readonly DatasetVersion[];
  readonly target: PlanningTarget | undefined;
  readonly onDraft: Dispatch<SetStateAction<Draft>>;
}

export function SetUp({ draft, models, datasets, target, onDraft }: Props) {
  const t = useText(text);
  const p = useText(planning);
  const { config } = draft;
  const model = models.find((one) => one.id === draft.model);
  const most = model?.info.contextLength ?? 1024;
  const contexts = useMemo(() => stops.contextLength(most), [most]);
  const [margin, setMargin] = useState(true);
  const onFields = useCallback(
    (fields: Partial<RunConfig>) =>
      onDraft((before) => ({ ...before, config: { ...before.config, ...fields } })),
    [onDraft],
  );
  const onModel = useCallback(
    (chosen: ListedModel) => onDraft((before) => withModel(before, chosen)),
    [onDraft],
  );
  const onDataset = useCallback(
    (dataset: string | null) => onDraft((before) => ({ ...before, dataset })),
    [onDraft],
  );
  const solve = useSolve(draft, target, margin, onFields);
  const search = (field: SolveField) => ({
    searchOn: target && targetName(target, p("cpu")),
    searching: solve.pending === field,
    searchable: solve.pending === null && !(field === "rank" && config.method === "full"),
    note: solve.note(field),
    onSearch: solve.search,
  });
  const common = { onFields };
  return (
    <SectionCard title={t("setUp")}>
      <Stack spacing={2.25}>
        <ModelChoice model={model} models={models} onModel={onModel} />
        <ConfigChoice field="method" value={config.method} {...common} />
        <ConfigSlider
          field="rank"
          value={config.rank}
          stops={stops.rank()}
          disabled={config.method === "full"}
          {...search("rank")}
          {...common}
        />
        <ConfigSlider
          field="contextLength"
          value={config.contextLength}
          stops={contexts}
          {...search("contextLength")}
          {...common}
        />
        <ConfigSlider
          field="microBatch"
          value={config.microBatch}
          stops={stops.microBatch()}
          {...search("microBatch")}
          {...common}
        />
        <ConfigSlider
          field="gradientAccumulation"
          value={config.gradientAccumulation}
          stops={stops.gradientAccumulation()}
          {...common}
        />
        <FormControlLabel
          control={<Switch checked={margin} onChange={(_, on) => setMargin(on)} />}
          label={t("margin")}
        />
        {solve.error !== null && <ErrorAlert error={solve.error} />}
        <ConfigChoice field="checkpointing" value={config.checkpointing} {...common} />
        <ConfigChoice field="optimizer" value={config.optimizer} {...common} />
        <DatasetChoice dataset={draft.dataset} datasets={datasets} onDataset={onDataset} />
      </Stack>
    </SectionCard>
  );
}
