import MenuItem from "@mui/material/MenuItem";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import { Controller } from "react-hook-form";
import { useLocation } from "wouter";
import type { ListedModel } from "../../../electron/shared/contract/models.ts";
import { useText } from "../../app/text/text.ts";
import { EmptyState } from "../../components/EmptyState.tsx";
import { formatBytes, formatCount } from "../../components/format.ts";
import { type PlanningTarget, targetName } from "../../components/planning/targets.ts";
import { text as planning } from "../../components/planning/text.ts";
import { SectionCard } from "../../components/SectionCard.tsx";
import { text } from "./text.ts";
import type { WizardForm } from "./use-wizard.ts";

interface Props {
  readonly form: WizardForm;
  readonly models: readonly ListedModel[];
  readonly model: ListedModel | undefined;
  readonly devices: readonly PlanningTarget[];
}

export function ModelStep({ form, models, model, devices }: Props) {
  const t = useText(text);
  const p = useText(planning);
  const [, go] = useLocation();
  if (models.length === 0) {
    return (
      <EmptyState
        title={t("noModels")}
        hint={t("noModelsHint")}
        action={t("toModels")}
        onAction={() => go("/models")}
      />
    );
  }
  return (
    <SectionCard title={t("model")}>
      <Stack spacing={2.5}>
        <Controller
          control={form.control}
          name="model"
          render={({ field }) => (
            <TextField
              select
              label={t("model")}
              {...field}
              helperText={
                model === undefined
                  ? t("modelWhy")
                  : t("modelFacts", {
                      parameters: formatCount(model.info.parameters),
                      context: formatCount(model.info.contextLength),
                      bytes: formatBytes(model.info.bytesOnDisk),
                    })
              }
            >
              {models.map((one) => (
                <MenuItem key={one.id} value={one.id}>
                  {one.name}
                </MenuItem>
              ))}
            </TextField>
          )}
        />
        <Controller
          control={form.control}
          name="device"
          render={({ field }) => (
            <TextField select label={t("device")} helperText={t("deviceWhy")} {...field}>
              {devices.map((device) => (
                <MenuItem key={device.id} value={device.id}>
                  {targetName(device, p("cpu"))}
                </MenuItem>
              ))}
            </TextField>
          )}
        />
        <Controller
          control={form.control}
          name="name"
          render={({ field }) => (
            <TextField label={t("rename")} helperText={t("renameWhy")} {...field} />
          )}
        />
      </Stack>
    </SectionCard>
  );
}
