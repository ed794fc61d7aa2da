import Box from "@mui/material/Box";
import FormControlLabel from "@mui/material/FormControlLabel";
import FormHelperText from "@mui/material/FormHelperText";
import MenuItem from "@mui/material/MenuItem";
import Switch from "@mui/material/Switch";
import TextField from "@mui/material/TextField";
import { useId } from "react";
import {
  completeRunConfig,
  isQuantized,
  type RunConfig,
} from "../../../electron/shared/domain/run-config.ts";
import { type Translate, useText } from "../../app/text/text.ts";
import { formatCount, formatFigure } from "../format.ts";
import { boundsOf, type ConfigFieldName, FIELDS, MODULE_SETS } from "./fields.ts";
import { NumberField } from "./NumberField.tsx";
import { text } from "./text.ts";

type Words = Translate<(typeof text)["en"]>;
type Key = Parameters<Words>[0];

interface Props {
  readonly field: ConfigFieldName;
  readonly config: RunConfig;
  readonly faulty: boolean;
  readonly onChange: (value: RunConfig[ConfigFieldName]) => void;
}

/** One field of a run's configuration: name, unit, reason, default, and its range when it is missed. */
export function ConfigField({ field, config, faulty, onChange }: Props) {
  const t = useText(text);
  const kind = FIELDS[field];
  const value = config[field];
  const disabled = !isUsed(field, config);
  const standard = completeRunConfig({ method: config.method })[field];
  const help = `${t(`${field}Why` as Key)} ${t("standard", { value: nameOf(t, field, standard) })}.`;
  if (kind.type === "number") {
    return (
      <NumberField
        label={t(field)}
        unit={kind.unit === null ? "" : t(`unit_${kind.unit}` as Key)}
        help={help}
        problem={faulty ? rangeOf(t, field) : null}
        value={value as number}
        disabled={disabled}
        onChange={onChange}
      />
    );
  }
  if (kind.type === "switch") {
    return <SwitchField {...{ label: t(field), help, disabled, onChange }} on={value === true} />;
  }
  const choices = kind.type === "choice" ? kind.choices : moduleChoices(config.targetModules);
  const chosen = kind.type === "choice" ? String(value) : moduleChoice(config.targetModules);
  return (
    <TextField
      select
      fullWidth
      label={t(field)}
      value={chosen}
      disabled={disabled}
      helperText={field === "method" ? t(`method-${config.method}-why` as Key) : help}
      onChange={({ target }) =>
        onChange(
          kind.type === "choice"
            ? (target.value as RunConfig[ConfigFieldName])
            : modulesOf(target.value, config.targetModules),
        )
      }
    >
      {choices.map((choice) => (
        <MenuItem key={choice} value={choice}>
          {choiceName(t, field, choice, config.targetModules)}
        </MenuItem>
      ))}
    </TextField>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly help: string;
  readonly on: boolean;
  readonly disabled: boolean;
  readonly onChange: (on: boolean) => void;
}

function SwitchField({ label, help, on, disabled, onChange }: SwitchProps) {
  const id = useId();
  return (
    <Box>
      <FormControlLabel
        disabled={disabled}
        label={label}
        control={
          <Switch
            checked={on}
            onChange={(_, next) => onChange(next)}
            slotProps={{ input: { "aria-describedby": id } }}
          />
        }
      />
      <FormHelperText id={id} sx={{ mx: 1.75, mt: 0 }}>
        {help}
      </FormHelperText>
    </Box>
  );
}

/** Fields that the method does not look at are shown, and locked. */
export function isUsed(field: ConfigFieldName, { method }: RunConfig): boolean {
  const ofAdapter = ["rank", "alpha", "rsLora", "dropout", "targetModules"].includes(field);
  if (ofAdapter) return method !== "full";
  return field === "doubleQuantization" ? isQuantized(method) : true;
}

const OWN = "own";

function moduleChoice(modules: RunConfig["targetModules"]): string {
  const known = Object.entries(MODULE_SETS).find(
    ([, set]) => JSON.stringify(set) === JSON.stringify(modules),
  );
  return known?.[0] ?? OWN;
}

function moduleChoices(modules: RunConfig["targetModules"]): string[] {
  const names = Object.keys(MODULE_SETS);
  return moduleChoice(modules) === OWN ? [...names, OWN] : names;
}

function modulesOf(choice: string, before: RunConfig["targetModules"]): RunConfig["targetModules"] {
  const sets: Readonly<Record<string, RunConfig["targetModules"]>> = MODULE_SETS;
  return sets[choice] ?? before;
}

function choiceName(
  t: Words,
  field: ConfigFieldName,
  choice: string,
  modules: RunConfig["targetModules"],
): string {
  const names = Array.isArray(modules) ? modules.join(", ") : "";
  return t(`${field}-${choice}` as Key, { names });
}

/** A value in words: "LoRA", "on", "0.0002". */
export function nameOf(
  t: Words,
  field: ConfigFieldName,
  value: RunConfig[ConfigFieldName],
): string {
  const kind = FIELDS[field];
  if (kind.type === "number") return numberName(value as number);
  if (kind.type === "switch") return t(value === true ? "on" : "off");
  if (kind.type === "choice") return t(`${field}-${String(value)}` as Key);
  const modules = value as RunConfig["targetModules"];
  return choiceName(t, field, moduleChoice(modules), modules);
}

function numberName(value: number): string {
  if (Number.isInteger(value)) return formatCount(value);
  return Math.abs(value) < 1e-4 ? String(value) : formatFigure(value, 6);
}

function rangeOf(t: Words, field: ConfigFieldName): string {
  const { whole, least, most, inclusive } = boundsOf(field);
  const range = { least: numberName(least), most: numberName(most) };
  if (whole) return t("wholeRange", range);
  return t(inclusive ? "numberRange" : "numberAbove", range);
}
