import Button from "@mui/material/Button";
import FormControlLabel from "@mui/material/FormControlLabel";
import MenuItem from "@mui/material/MenuItem";
import Stack from "@mui/material/Stack";
import Switch from "@mui/material/Switch";
import TextField from "@mui/material/TextField";
import { useState } from "react";
import type { ListedModel } from "../../../electron/shared/contract/models.ts";
import type { DatasetVersion } from "../../../electron/shared/domain/dataset.ts";
import type { RunConfig } from "../../../electron/shared/domain/run-config.ts";
import type { SolveField } from "../../../electron/shared/domain/solve.ts";
import { useText } from "../../app/text/text.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { formatCount } from "../../components/format.ts";
import { type PlanningTarget, targetName } from "../../components/planning/targets.ts";
import { text as planning } from "../../components/planning/text.ts";
import { FIELDS } from "../../components/run-config/fields.ts";
import { SliderField } from "../../components/run-config/SliderField.tsx";
import { text as words } from "../../components/run-config/text.ts";
import { SectionCard } from "../../components/SectionCard.tsx";
import { type Draft, stops, withModel } from "./draft.ts";
import { text } from "./text.ts";
import { useSolve } from "./use-solve.ts";

interface Props {
  readonly draft: Draft;
  readonly models: readonly ListedModel[];
  readonly datasets: readonly DatasetVersion[];
  readonly target: PlanningTarget | undefined;
  readonly onChange: (draft: Draft) => void;
}

const NONE = "none";

export function SetUp({ draft, models, datasets, target, onChange }: Props) {
  const t = useText(text);
  const w = useText(words);
  const p = useText(planning);
  const { config } = draft;
  const model = models.find((one) => one.id === draft.model);
  const change = (fields: Partial<RunConfig>) =>
    onChange({ ...draft, config: { ...config, ...fields } });
  const [margin, setMargin] = useState(true);
  const solve = useSolve(draft, target, margin, (field, value) => change({ [field]: value }));
  const largest = (field: SolveField) => {
    if (target === undefined) return {};
    const action = (
      <Button
        size="small"
        disabled={solve.pending !== null || (field === "rank" && config.method === "full")}
        aria-label={t("largestOf", { field: w(field), name: targetName(target, p("cpu")) })}
        onClick={() => solve.search(field)}
      >
        {t(solve.pending === field ? "searching" : "largest")}
      </Button>
    );
    return { action, note: solve.note(field) };
  };
  return (
    <SectionCard title={t("setUp")}>
      <Stack spacing={2.25}>
        <TextField
          select
          label={t("model")}
          value={draft.model}
          onChange={(event) => {
            const chosen = models.find((one) => one.id === event.target.value);
            if (chosen !== undefined) onChange(withModel(draft, chosen));
          }}
          helperText={
            model &&
            t("modelParameters", {
              parameters: formatCount(model.info.parameters),
              context: formatCount(model.info.contextLength),
            })
          }
        >
          {models.map((one) => (
            <MenuItem key={one.id} value={one.id}>
              {one.name}
            </MenuItem>
          ))}
        </TextField>
        <ChoiceField field="method" config={config} onChange={change} />
        <SliderField
          label={w("rank")}
          unit=""
          why={w("rankWhy")}
          value={config.rank}
          {...largest("rank")}
          stops={stops.rank()}
          disabled={config.method === "full"}
          onChange={(rank) => change({ rank })}
        />
        <SliderField
          label={w("contextLength")}
          unit={w("unit_tokens")}
          why={w("contextLengthWhy")}
          value={config.contextLength}
          {...largest("contextLength")}
          stops={stops.contextLength(model?.info.contextLength ?? 1024)}
          onChange={(contextLength) => change({ contextLength })}
        />
        <SliderField
          label={w("microBatch")}
          unit={w("unit_sequences")}
          why={w("microBatchWhy")}
          value={config.microBatch}
          {...largest("microBatch")}
          stops={stops.microBatch()}
          onChange={(microBatch) => change({ microBatch })}
        />
        <SliderField
          label={w("gradientAccumulation")}
          unit={w("unit_microBatches")}
          why={w("gradientAccumulationWhy")}
          value={config.gradientAccumulation}
          stops={stops.gradientAccumulation()}
          onChange={(gradientAccumulation) => change({ gradientAccumulation })}
        />
        <FormControlLabel
          control={<Switch checked={margin} onChange={(_, on) => setMargin(on)} />}
          label={t("margin")}
        />
        {solve.error !== null && <ErrorAlert error={solve.error} />}
        <ChoiceField field="checkpointing" config={config} onChange={change} />
        <ChoiceField field="optimizer" config={config} onChange={change} />
        <TextField
          select
          label={t("dataset")}
          value={draft.dataset ?? NONE}
          onChange={({ target }) =>
            onChange({ ...draft, dataset: target.value === NONE ? null : target.value })
          }
          helperText={t("datasetWhy")}
        >
          <MenuItem value={NONE}>{t("datasetNone")}</MenuItem>
          {datasets.map((one) => (
            <MenuItem key={one.hash} value={one.hash}>
              {one.name}, v{one.version}
            </MenuItem>
          ))}
        </TextField>
      </Stack>
    </SectionCard>
  );
}

interface ChoiceProps {
  readonly field: "method" | "checkpointing" | "optimizer";
  readonly config: RunConfig;
  readonly onChange: (fields: Partial<RunConfig>) => void;
}

function ChoiceField({ field, config, onChange }: ChoiceProps) {
  const w = useText(words);
  const kind = FIELDS[field];
  const choices = kind.type === "choice" ? kind.choices : [];
  const name = (choice: string) => w(`${field}-${choice}` as "method-full");
  return (
    <TextField
      select
      label={w(field)}
      value={config[field]}
      onChange={(event) => onChange({ [field]: event.target.value })}
      helperText={field === "method" ? w(`method-${config.method}-why`) : w(`${field}Why`)}
    >
      {choices.map((choice) => (
        <MenuItem key={choice} value={choice}>
          {name(choice)}
        </MenuItem>
      ))}
    </TextField>
  );
}
