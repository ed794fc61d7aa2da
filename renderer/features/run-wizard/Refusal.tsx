import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import type { RunConfig } from "../../../electron/shared/domain/run-config.ts";
import { useText } from "../../app/text/text.ts";
import { formatBytes } from "../../components/format.ts";
import { text as planning } from "../../components/planning/text.ts";
import type { PlanAnswer } from "../../components/planning/use-plan.ts";
import { VerdictIcon } from "../../components/planning/VerdictBadge.tsx";
import { nameOf } from "../../components/run-config/ConfigField.tsx";
import { text as words } from "../../components/run-config/text.ts";
import { changedFields } from "./form.ts";
import { text } from "./text.ts";

interface Props {
  readonly outcome: PlanAnswer;
  readonly deviceName: string;
  /** Null while they are planned. */
  readonly fixes: PlanAnswer["fixes"] | null;
  readonly onApply: (config: Partial<RunConfig>, change: string) => void;
}

/** Why a run that does not fit is refused, and the changes that would make it fit, one click each. */
export function Refusal({ outcome, deviceName, fixes, onApply }: Props) {
  const t = useText(text);
  const w = useText(words);
  const p = useText(planning);
  const changeOf = (changes: Partial<RunConfig>) =>
    changedFields(outcome.config, changes)
      .map((field) => {
        const to = changes[field] ?? outcome.config[field];
        return `${w(field)} ${nameOf(w, field, outcome.config[field])} → ${nameOf(w, field, to)}`;
      })
      .join(", ");
  return (
    <Alert severity="error" sx={{ "& .MuiAlert-message": { flex: 1 } }}>
      <AlertTitle>
        {t("refused", {
          needed: formatBytes(outcome.plan.totalBytes),
          usable: formatBytes(outcome.availableBytes),
          name: deviceName,
        })}
      </AlertTitle>
      {fixes === null && `${t("searchingFixes")}…`}
      {fixes !== null && t(lead(fixes))}
      {fixes !== null && (
        <Box component="ul" sx={LIST}>
          {fixes.map((fix) => {
            const change = changeOf(fix.config as Partial<RunConfig>);
            return (
              <li key={fix.change}>
                <Button
                  size="small"
                  variant="outlined"
                  color="inherit"
                  startIcon={<VerdictIcon verdict={fix.verdict} />}
                  onClick={() => onApply(fix.config as Partial<RunConfig>, change)}
                >
                  {change} ({formatBytes(fix.totalBytes)},{" "}
                  {fix.verdict === "exceeds" ? t("noFixAlone") : p(fix.verdict)})
                </Button>
              </li>
            );
          })}
        </Box>
      )}
    </Alert>
  );
}

const LIST = {
  listStyle: "none",
  p: 0,
  m: 0,
  mt: 1,
  display: "flex",
  flexWrap: "wrap",
  gap: 1,
} as const;

function lead(fixes: PlanAnswer["fixes"]) {
  if (fixes.length === 0) return "refusedNoFix";
  return fixes.some((fix) => fix.verdict !== "exceeds") ? "refusedHint" : "refusedNearer";
}
