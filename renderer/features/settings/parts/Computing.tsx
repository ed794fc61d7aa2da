import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import type { DeviceInfo } from "../../../../electron/shared/domain/model-info.ts";
import { api } from "../../../api/client.ts";
import { useApiQuery } from "../../../api/hooks.ts";
import { useSettings } from "../../../app/preferences/use-settings.ts";
import { useText } from "../../../app/text/text.ts";
import { deviceProblem } from "../../../components/device-problem.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { PageLoading } from "../../../components/PageLoading.tsx";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { text } from "../text.ts";

const keyOf = ({ backend, device }: { backend: string; device: number }) => `${backend}:${device}`;

export function Computing() {
  const t = useText(text);
  const { settings, error, change } = useSettings();
  const report = useApiQuery(api.planner.devices, {});
  if (report.isError) return <ErrorAlert error={report.error} />;
  if (settings === null || !report.isSuccess) return <PageLoading />;
  const { devices, engineVersion } = report.data;
  const usable = devices.filter((one) => one.usable);
  const title = (one: DeviceInfo) =>
    one.backend === "cpu"
      ? t("deviceCpu", { name: one.name })
      : t("deviceGpu", { index: one.device, name: one.name });
  const threads = devices.find(({ backend }) => backend === "cpu")?.threads ?? 1;
  const counts = Array.from({ length: threads }, (_, i) => i + 1);
  const chosen = keyOf(settings);
  return (
    <SectionCard title={t("computing")}>
      <Box sx={{ display: "grid", gap: 3, maxWidth: 560, pt: 1 }}>
        {error !== null && <ErrorAlert error={error} />}
        <TextField
          select
          label={t("device")}
          value={usable.some((one) => keyOf(one) === chosen) ? chosen : ""}
          helperText={t("deviceWhy")}
          onChange={(event) => {
            const one = usable.find((device) => keyOf(device) === event.target.value);
            if (one === undefined) return;
            change({ backend: one.backend === "cuda" ? "cuda" : "cpu", device: one.device });
          }}
        >
          {usable.map((one) => (
            <MenuItem key={keyOf(one)} value={keyOf(one)}>
              {title(one)}
            </MenuItem>
          ))}
        </TextField>
        {devices
          .filter((one) => !one.usable)
          .map((one) => (
            <Alert key={keyOf(one)} severity="info">
              {t("deviceNone", { reason: deviceProblem(one) })}
            </Alert>
          ))}
        <TextField
          select
          label={t("threads")}
          value={Math.min(settings.threads, threads)}
          helperText={t("threadsWhy")}
          onChange={(event) => change({ threads: Number(event.target.value) })}
        >
          <MenuItem value={0}>{t("threadsAll", { count: threads })}</MenuItem>
          {counts.map((count) => (
            <MenuItem key={count} value={count}>
              {t("threadsSome", { count })}
            </MenuItem>
          ))}
        </TextField>
        <Typography variant="body2" color="textSecondary">
          {t("engine", { version: engineVersion })}
        </Typography>
      </Box>
    </SectionCard>
  );
}
