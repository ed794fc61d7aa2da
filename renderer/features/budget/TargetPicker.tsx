import Autocomplete from "@mui/material/Autocomplete";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { memo } from "react";
import type { DeviceInfo } from "../../../electron/shared/domain/model-info.ts";
import { useText } from "../../app/text/text.ts";
import { formatBytes } from "../../components/format.ts";
import { type PlanningTarget, targetName } from "../../components/planning/targets.ts";
import { text as planning } from "../../components/planning/text.ts";
import { text } from "./text.ts";

interface Props {
  readonly all: readonly PlanningTarget[];
  readonly chosen: readonly PlanningTarget[];
  readonly unusable: readonly DeviceInfo[];
  readonly onChange: (chosen: PlanningTarget[]) => void;
}

/** Devices of this computer and cards of others, any number of them. */
export const TargetPicker = memo(function TargetPicker(props: Props) {
  const { all, chosen, unusable, onChange } = props;
  const t = useText(text);
  const p = useText(planning);
  const memory = (target: PlanningTarget) =>
    target.kind === "device"
      ? p("deviceFree", {
          free: formatBytes(target.info.freeBytes),
          total: formatBytes(target.info.totalBytes),
        })
      : p("cardMemory", {
          total: formatBytes(target.card.totalBytes),
          usable: formatBytes(target.card.usableBytes),
        });
  return (
    <>
      <Autocomplete
        multiple
        disableCloseOnSelect
        options={[...all]}
        value={[...chosen]}
        isOptionEqualToValue={(a, b) => a.id === b.id}
        groupBy={(target) => t(target.kind === "device" ? "thisComputer" : "otherCards")}
        getOptionLabel={(target) => targetName(target, p("cpu"))}
        onChange={(_, value) => onChange(value)}
        renderInput={(params) => (
          <TextField {...params} label={t("where")} helperText={t("whereWhy")} />
        )}
        renderOption={({ key, ...props }, target) => (
          <li key={key} {...props}>
            {targetName(target, p("cpu"))}
            <Typography
              component="span"
              variant="body2"
              color="textSecondary"
              sx={{ ml: "auto", pl: 2 }}
            >
              {memory(target)}
            </Typography>
          </li>
        )}
      />
      {unusable.map((info) => (
        <Typography
          key={`${info.backend}:${info.device}`}
          variant="body2"
          color="textSecondary"
          sx={{ mt: 1 }}
        >
          {t("notUsable", {
            backend: info.backend.toUpperCase(),
            reason: withoutAdvice(info.reason),
          })}
        </Typography>
      ))}
    </>
  );
});

/** The engine's advice in brackets is for the command line. */
function withoutAdvice(reason: string): string {
  return reason.replace(/\s*\([^)]*\)$/, "");
}
