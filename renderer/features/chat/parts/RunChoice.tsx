import Box from "@mui/material/Box";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import type { RunSummary } from "../../../../electron/shared/contract/runs.ts";
import type { Checkpoint } from "../../../../electron/shared/domain/checkpoint.ts";
import type { PromptStyle } from "../../../../electron/shared/domain/conversation.ts";
import { useText } from "../../../app/text/text.ts";
import { HelpTip } from "../../../components/HelpTip.tsx";
import type { ChatSettings } from "../model/chat-session.ts";
import { text } from "../text.ts";

interface Props {
  readonly runs: readonly RunSummary[];
  readonly checkpoints: readonly Checkpoint[];
  readonly settings: ChatSettings;
  readonly disabled: boolean;
  readonly onChange: (change: Partial<ChatSettings>) => void;
}

const TRAINED = "trained";

/** Whose fine-tuned model answers, and how it is asked. */
export function RunChoice({ runs, checkpoints, settings, disabled, onChange }: Props) {
  const t = useText(text);
  const known = runs.some(({ run }) => run.id === settings.run);
  return (
    <Box sx={{ display: "flex", alignItems: "center", gap: 1, flexWrap: "wrap" }}>
      <TextField
        select
        label={t("run")}
        value={known ? settings.run : ""}
        disabled={disabled}
        onChange={(event) => onChange({ run: event.target.value })}
        sx={{ width: 190 }}
      >
        {runs.map(({ run, datasetName }) => (
          <MenuItem key={run.id} value={run.id}>
            {run.name === datasetName ? run.name : `${run.name} · ${datasetName}`}
          </MenuItem>
        ))}
      </TextField>
      <CheckpointChoice {...{ checkpoints, settings, disabled, onChange }} />
      <TextField
        select
        label={t("style")}
        value={settings.style ?? TRAINED}
        disabled={disabled}
        onChange={(event) => {
          const { value } = event.target;
          onChange({ style: value === TRAINED ? null : (value as PromptStyle) });
        }}
        sx={{ width: 150 }}
      >
        <MenuItem value={TRAINED}>{t("styleTrained")}</MenuItem>
        <MenuItem value="run">{t("styleRun")}</MenuItem>
        <MenuItem value="chat">{t("styleChat")}</MenuItem>
        <MenuItem value="plain">{t("stylePlain")}</MenuItem>
      </TextField>
      <HelpTip text={t("styleHelp")} />
    </Box>
  );
}

function CheckpointChoice({
  checkpoints,
  settings,
  disabled,
  onChange,
}: Pick<Props, "checkpoints" | "settings" | "disabled" | "onChange">) {
  const t = useText(text);
  const steps = checkpoints.map((c) => String(c.step));
  const value = ["best", "last", ...steps].includes(settings.checkpoint)
    ? settings.checkpoint
    : "best";
  return (
    <TextField
      select
      label={t("checkpoint")}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange({ checkpoint: event.target.value })}
      sx={{ width: 112 }}
    >
      <MenuItem value="best">{t("checkpointBest")}</MenuItem>
      <MenuItem value="last">{t("checkpointLast")}</MenuItem>
      {checkpoints.map(({ step, kind }) => (
        <MenuItem key={step} value={String(step)}>
          {t(kind === "best" ? "checkpointStepBest" : "checkpointStep", { step })}
        </MenuItem>
      ))}
    </TextField>
  );
}
