import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useLocation } from "wouter";
import { leakedRows } from "../../../electron/shared/domain/quality/gate-report.ts";
import { useText } from "../../app/text/text.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { formatCount } from "../../components/format.ts";
import { SeverityChip } from "../../components/quality/SeverityChip.tsx";
import { text } from "../../components/quality/text.ts";
import { RunningTask } from "../../components/RunningTask.tsx";
import type { Quality } from "./use-quality.ts";

/** What the gate found in the chosen data. */
export function QualityCheck({ quality, dataset }: { quality: Quality; dataset: string }) {
  const t = useText(text);
  const [, go] = useLocation();
  const { report, checking, error } = quality.gate;
  if (error !== null) return <ErrorAlert error={error} />;
  if (checking) return <RunningTask entry="quality.check" label={t("checking")} />;
  if (report === null) return null;
  const leaked = leakedRows(report);
  const found = report.findings.filter(({ severity }) => severity !== "ok");
  const open = (
    <Button color="inherit" size="small" onClick={() => go(`/datasets/${dataset}`)}>
      {t("openReport")}
    </Button>
  );
  return (
    <Alert severity={leaked > 0 ? "error" : found.length > 0 ? "warning" : "success"} action={open}>
      <AlertTitle>{leaked > 0 ? t("leak", { count: leaked }) : t("noLeak")}</AlertTitle>
      {leaked > 0 && <Typography variant="body2">{t("leakWhy")}</Typography>}
      <Box component="ul" sx={{ m: 0, mt: 1, p: 0, listStyle: "none", display: "grid", gap: 0.5 }}>
        {found.map(({ id, severity, rows }) => (
          <Box component="li" key={id} sx={{ display: "flex", gap: 1, alignItems: "center" }}>
            <SeverityChip severity={severity} />
            <span>
              {t(id)}: {formatCount(rows)}
            </span>
          </Box>
        ))}
      </Box>
    </Alert>
  );
}
