import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useLocation } from "wouter";
import { api } from "../../../api/client.ts";
import { useApiQuery } from "../../../api/hooks.ts";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { formatBytes } from "../../../components/format.ts";
import { LabelledValue } from "../../../components/LabelledValue.tsx";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { text } from "../text.ts";

const LOW_BYTES = 5 * 2 ** 30;

export function Storage() {
  const t = useText(text);
  const [, go] = useLocation();
  const report = useApiQuery(api.settings.storage, {});
  const session = useApiQuery(api.session.state, {});
  const storage = report.data;
  const open = session.data?.protection === "none";
  return (
    <SectionCard title={t("storageTitle")}>
      {report.isError && <ErrorAlert error={report.error} />}
      {storage !== undefined && (
        <Box sx={{ display: "grid", gap: 1.5 }}>
          <Box sx={{ display: "flex", gap: 4, flexWrap: "wrap" }}>
            <LabelledValue label={t("storageUsed")}>{formatBytes(storage.usedBytes)}</LabelledValue>
            <LabelledValue label={t("storageFree")}>{formatBytes(storage.freeBytes)}</LabelledValue>
          </Box>
          {storage.freeBytes < LOW_BYTES && <Alert severity="warning">{t("storageLow")}</Alert>}
          {open ? (
            <Alert
              severity="warning"
              action={
                <Button color="inherit" size="small" onClick={() => go("/settings?part=key")}>
                  {t("storageProtect")}
                </Button>
              }
            >
              {t("storageOpen")}
            </Alert>
          ) : (
            <Typography variant="body2" color="textSecondary">
              {t("storageEncrypted")}
            </Typography>
          )}
        </Box>
      )}
    </SectionCard>
  );
}
