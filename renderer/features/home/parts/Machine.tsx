import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useLocation } from "wouter";
import type { DeviceInfo } from "../../../../electron/shared/domain/model-info.ts";
import { api } from "../../../api/client.ts";
import { useApiQuery } from "../../../api/hooks.ts";
import { useText } from "../../../app/text/text.ts";
import { deviceProblem } from "../../../components/device-problem.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { formatBytes } from "../../../components/format.ts";
import { PageLoading } from "../../../components/PageLoading.tsx";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { roughFit } from "../rough-fit.ts";
import { text } from "../text.ts";

/** What this computer has, and what can be trained on it, in words. */
export function Machine() {
  const t = useText(text);
  const [, go] = useLocation();
  const report = useApiQuery(api.planner.devices, {});
  const devices = report.data?.devices ?? [];
  const usable = devices.filter((device) => device.usable);
  const gpus = usable.filter((device) => device.backend !== "cpu");
  const best = (gpus.length > 0 ? gpus : usable).reduce(
    (most, d) => Math.max(most, d.freeBytes),
    0,
  );
  const size = roughFit(best);
  return (
    <SectionCard title={t("machineTitle")}>
      {report.isPending && <PageLoading />}
      {report.isError && <ErrorAlert error={report.error} />}
      {report.isSuccess && (
        <Box sx={{ display: "grid", gap: 1.5 }}>
          {devices.map((device) => (
            <Device key={`${device.backend}${device.device}`} device={device} />
          ))}
          {gpus.length === 0 && <Typography variant="body2">{t("machineNoGpu")}</Typography>}
          <Typography variant="body2">
            {size === null
              ? t("machineFitsLittle")
              : t(gpus.length > 0 ? "machineFits" : "machineFitsCpu", { size })}
          </Typography>
          <Box>
            <Button onClick={() => go("/budget")} sx={{ ml: -1 }}>
              {t("machineBudget")}
            </Button>
          </Box>
        </Box>
      )}
    </SectionCard>
  );
}

function Device({ device }: { device: DeviceInfo }) {
  const t = useText(text);
  const { name, backend, threads, isa, freeBytes, totalBytes, usable } = device;
  const sizes = { free: formatBytes(freeBytes), total: formatBytes(totalBytes) };
  const memory = backend === "cpu" ? t("machineMemory", sizes) : t("machineGpuMemory", sizes);
  const facts = [
    ...(backend === "cpu" ? [t("machineThreads", { count: threads })] : []),
    isa,
    memory,
  ];
  return (
    <Box>
      {name !== "" && <Typography sx={{ fontWeight: 560 }}>{name}</Typography>}
      <Typography variant="body2" color="textSecondary">
        {usable
          ? facts.filter(Boolean).join(" · ")
          : t("machineNotUsable", { reason: deviceProblem({ ...device, name: "" }) })}
      </Typography>
    </Box>
  );
}
