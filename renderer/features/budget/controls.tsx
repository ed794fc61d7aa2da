// The controls of the left column. Each redraws only when its own value changes: a slider that is
// dragged must not redraw its neighbours.
import Button from "@mui/material/Button";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { memo } from "react";
import type { ListedModel } from "../../../electron/shared/contract/models.ts";
import type { DatasetVersion } from "../../../electron/shared/domain/dataset.ts";
import type { RunConfig } from "../../../electron/shared/domain/run-config.ts";
import { useText } from "../../app/text/text.ts";
import { formatCount } from "../../components/format.ts";
import { FIELDS } from "../../components/run-config/fields.ts";
import { SliderField } from "../../components/run-config/SliderField.tsx";
import { text as words } from "../../components/run-config/text.ts";
import { text } from "./text.ts";

export type ChangeFields = (fields: Partial<RunConfig>) => void;
export type SliderName = "rank" | "contextLength" | "microBatch" | "gradientAccumulation";

const UNITS = {
  rank: null,
  contextLength: "unit_tokens",
  microBatch: "unit_sequences",
  gradientAccumulation: "unit_microBatches",
} as const;

interface SliderProps {
  readonly field: SliderName;
  readonly value: number;
  readonly stops: readonly number[];
  readonly disabled?: boolean;
  /** Where the largest value is searched; left out: nowhere. */
  readonly searchOn?: string | undefined;
  readonly searching?: boolean;
  readonly searchable?: boolean;
  readonly note?: string | null;
  readonly onSearch?: (field: SliderName) => void;
  readonly onFields: ChangeFields;
}

export const ConfigSlider = memo(function ConfigSlider(props: SliderProps) {
  const { field, value, stops, disabled, searchOn, searching, searchable, note } = props;
  const t = useText(text);
  const w = useText(words);
  const unit = UNITS[field];
  return (
    <SliderField
      label={w(field)}
      unit={unit === null ? "" : w(unit)}
      why={w(`${field}Why`)}
      value={value}
      stops={stops}
      disabled={disabled ?? false}
      note={note ?? null}
      onChange={(next) => props.onFields({ [field]: next })}
      action={
        searchOn !== undefined && (
          <Button
            size="small"
            disabled={searchable === false}
            aria-label={t("largestOf", { field: w(field), name: searchOn })}
            onClick={() => props.onSearch?.(field)}
          >
            {t(searching === true ? "searching" : "largest")}
          </Button>
        )
      }
    />
  );
});

interface ChoiceProps {
  readonly field: "method" | "checkpointing" | "optimizer";
  readonly value: string;
  readonly onFields: ChangeFields;
}

export const ConfigChoice = memo(function ConfigChoice({ field, value, onFields }: ChoiceProps) {
  const w = useText(words);
  const kind = FIELDS[field];
  const choices = kind.type === "choice" ? kind.choices : [];
  return (
    <TextField
      select
      label={w(field)}
      value={value}
      onChange={(event) => onFields({ [field]: event.target.value })}
      helperText={field === "method" ? w(`method-${value}-why` as "methodWhy") : w(`${field}Why`)}
    >
      {choices.map((choice) => (
        <MenuItem key={choice} value={choice}>
          {w(`${field}-${choice}` as "method-full")}
        </MenuItem>
      ))}
    </TextField>
  );
});

interface ModelProps {
  readonly model: ListedModel | undefined;
  readonly models: readonly ListedModel[];
  readonly onModel: (model: ListedModel) => void;
}

export const ModelChoice = memo(function ModelChoice({ model, models, onModel }: ModelProps) {
  const t = useText(text);
  return (
    <TextField
      select
      label={t("model")}
      value={model?.id ?? ""}
      onChange={(event) => {
        const chosen = models.find((one) => one.id === event.target.value);
        if (chosen !== undefined) onModel(chosen);
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
  );
});

interface DatasetProps {
  readonly dataset: string | null;
  readonly datasets: readonly DatasetVersion[];
  readonly onDataset: (hash: string | null) => void;
}

const NONE = "none";

export const DatasetChoice = memo(function DatasetChoice(props: DatasetProps) {
  const { dataset, datasets, onDataset } = props;
  const t = useText(text);
  return (
    <TextField
      select
      label={t("dataset")}
      value={dataset ?? NONE}
      onChange={({ target }) => onDataset(target.value === NONE ? null : target.value)}
      helperText={t("datasetWhy")}
    >
      <MenuItem value={NONE}>{t("datasetNone")}</MenuItem>
      {datasets.map((one) => (
        <MenuItem key={one.hash} value={one.hash}>
          {one.name}, v{one.version}
        </MenuItem>
      ))}
    </TextField>
  );
});
