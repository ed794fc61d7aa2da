import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import { leakedRows } from "../../../electron/shared/domain/quality/gate-report.ts";
import { useText } from "../../app/text/text.ts";
import { text } from "../../components/quality/text.ts";
import type { Quality } from "./use-quality.ts";

/** Beside the start, wherever the person is: a split that leaks, and their word that they know. */
export function LeakAlert({ quality }: { quality: Quality }) {
  const t = useText(text);
  const { report } = quality.gate;
  const leaked = report === null ? 0 : leakedRows(report);
  if (leaked === 0) return null;
  return (
    <Alert severity="error">
      <AlertTitle>{t("leak", { count: leaked })}</AlertTitle>
      {t("leakWhy")} {t("acknowledgeWhy")}
      <FormControlLabel
        sx={{ display: "flex", mt: 0.5 }}
        control={
          <Checkbox
            size="small"
            checked={quality.acknowledged}
            onChange={(_, on) => quality.acknowledge(on)}
          />
        }
        label={t("acknowledge")}
      />
    </Alert>
  );
}
