import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import { Link } from "wouter";
import { api } from "../../api/client.ts";
import { useApiQuery } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import { text } from "./text.ts";

/** Imports that wait for their review: they are in no list. */
export function QuarantineNotice() {
  const t = useText(text);
  const waiting = (useApiQuery(api.deid.list, {}).data ?? []).filter(
    ({ confirmedAt }) => confirmedAt === null,
  );
  if (waiting.length === 0) return null;
  return (
    <Alert
      severity="warning"
      sx={{ mb: 2 }}
      action={
        <Button color="inherit" component={Link} href="/deidentify">
          {t("reviewQuarantine")}
        </Button>
      }
    >
      {t("inQuarantine", { count: waiting.length })}
    </Alert>
  );
}
