import Box from "@mui/material/Box";
import FormControlLabel from "@mui/material/FormControlLabel";
import FormHelperText from "@mui/material/FormHelperText";
import Radio from "@mui/material/Radio";
import RadioGroup from "@mui/material/RadioGroup";
import Stack from "@mui/material/Stack";
import Switch from "@mui/material/Switch";
import TextField from "@mui/material/TextField";
import type { ReactNode } from "react";
import { useText } from "../../../app/text/text.ts";
import { text } from "../text.ts";
import { type SplitDraft, trainPercent } from "./split-draft.ts";

interface Props {
  readonly draft: SplitDraft;
  /** Groups in the rows; null while they are counted. */
  readonly groups: number | null;
  readonly namedParts: boolean;
  readonly onChange: (draft: SplitDraft) => void;
}

export function SplitForm({ draft, groups, namedParts, onChange }: Props) {
  const t = useText(text);
  const change = (part: Partial<SplitDraft>) => onChange({ ...draft, ...part });
  const random = draft.method === "random";
  const noGroups = groups === 0;
  return (
    <Stack spacing={2}>
      <Box>
        <RadioGroup
          aria-label={t("method")}
          value={draft.method}
          onChange={(_, method) => change({ method: method as SplitDraft["method"] })}
        >
          <FormControlLabel value="random" control={<Radio />} label={t("method_random")} />
          <FormControlLabel
            value="column"
            disabled={!namedParts}
            control={<Radio />}
            label={t("method_column")}
          />
        </RadioGroup>
        {!namedParts && <FormHelperText>{t("noParts")}</FormHelperText>}
      </Box>
      <Box sx={{ display: "grid", gap: 1, gridTemplateColumns: "1fr 1fr 1fr" }}>
        <Percent
          label={`${t("part_train")} %`}
          value={trainPercent(draft)}
          help={t("shareRest")}
          disabled={!random}
        />
        <Percent
          label={`${t("part_validation")} %`}
          value={draft.validationPercent}
          disabled={!random}
          onChange={(validationPercent) => change({ validationPercent })}
        />
        <Percent
          label={`${t("part_test")} %`}
          value={draft.testPercent}
          disabled={!random}
          onChange={(testPercent) => change({ testPercent })}
        />
      </Box>
      <Choice
        label={t("stratified")}
        checked={draft.stratified}
        disabled={!random}
        onChange={(stratified) => change({ stratified })}
      />
      <Choice
        label={t("grouped")}
        checked={draft.grouped && !noGroups}
        disabled={!random || noGroups}
        help={noGroups ? t("noGroups") : t("groupedHint", { groups: groups ?? 0 })}
        onChange={(grouped) => change({ grouped })}
      />
      <TextField
        type="number"
        label={t("seed")}
        value={draft.seed}
        disabled={!random}
        helperText={t("seedHint")}
        slotProps={{ htmlInput: { min: 0, max: 0xffff_ffff, step: 1 } }}
        onChange={(event) => change({ seed: Number(event.target.value) })}
      />
    </Stack>
  );
}

interface PercentProps {
  readonly label: string;
  readonly value: number;
  readonly disabled: boolean;
  readonly help?: string;
  /** Left out: what the others leave. */
  readonly onChange?: (value: number) => void;
}

function Percent({ label, value, disabled, help, onChange }: PercentProps) {
  return (
    <TextField
      type="number"
      label={label}
      value={value}
      disabled={disabled}
      error={value < 0 || (onChange === undefined && value === 0)}
      helperText={help}
      slotProps={{ htmlInput: { min: 0, max: 100, step: 1, readOnly: onChange === undefined } }}
      onChange={(event) => onChange?.(Number(event.target.value))}
    />
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly help?: ReactNode;
  readonly onChange: (checked: boolean) => void;
}

function Choice({ label, checked, disabled, help, onChange }: ChoiceProps) {
  return (
    <Box>
      <FormControlLabel
        label={label}
        disabled={disabled}
        control={<Switch checked={checked} onChange={(_, on) => onChange(on)} />}
      />
      {help !== undefined && <FormHelperText>{help}</FormHelperText>}
    </Box>
  );
}
