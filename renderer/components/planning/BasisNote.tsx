import Alert from "@mui/material/Alert";
import { useText } from "../../app/text/text.ts";
import { text } from "./text.ts";
import type { PlanAnswer } from "./use-plan.ts";

/** Says so where a figure is not the plan of the card's own engine. */
export function BasisNote({ outcomes }: { outcomes: readonly PlanAnswer[] }) {
  const t = useText(text);
  const standIn = outcomes.find((outcome) => outcome.basis === "cpu-for-card");
  if (standIn === undefined) return null;
  return (
    <Alert severity="warning" sx={{ mt: 1 }}>
      {t("cpuForCard", { reason: standIn.basisReason.replace(/\.$/, "") })}
    </Alert>
  );
}
