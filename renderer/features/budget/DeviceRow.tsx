import Box from "@mui/material/Box";
import Radio from "@mui/material/Radio";
import Typography from "@mui/material/Typography";
import { memo, useEffect } from "react";
import { useText } from "../../app/text/text.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { formatBytes } from "../../components/format.ts";
import { PlanBar } from "../../components/planning/PlanBar.tsx";
import { type PlanningTarget, targetName, whereOf } from "../../components/planning/targets.ts";
import { text as planning } from "../../components/planning/text.ts";
import { type PlanAnswer, usePlan } from "../../components/planning/use-plan.ts";
import { VerdictBadge } from "../../components/planning/VerdictBadge.tsx";
import type { Draft } from "./draft.ts";
import { text } from "./text.ts";

interface Props {
  readonly draft: Draft;
  readonly target: PlanningTarget;
  readonly shown: boolean;
  readonly onShow: (id: string) => void;
  readonly onPlan: (id: string, outcome: PlanAnswer) => void;
}

export function capacityOf(target: PlanningTarget): number {
  return target.kind === "device" ? target.info.totalBytes : target.card.totalBytes;
}

/** One device: its bar, its verdict, and the choice to see its parts. */
export const DeviceRow = memo(function DeviceRow(props: Props) {
  const { draft, target, shown, onShow, onPlan } = props;
  const t = useText(text);
  const p = useText(planning);
  const name = targetName(target, p("cpu"));
  const { model, dataset, config } = draft;
  const { outcome, error } = usePlan({
    model,
    config,
    fixes: false,
    ...(dataset === null ? {} : { dataset }),
    ...whereOf(target),
  });
  useEffect(() => {
    if (outcome !== null) onPlan(target.id, outcome);
  }, [outcome, onPlan, target.id]);
  return (
    <Box component="li" sx={{ py: 1.25 }}>
      <Box sx={{ display: "flex", alignItems: "center", gap: 1, mb: 0.75, minHeight: 42 }}>
        <Radio
          checked={shown}
          onChange={() => onShow(target.id)}
          name="shown-device"
          slotProps={{ input: { "aria-label": t("showParts", { name }) } }}
        />
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography sx={{ fontWeight: 560 }} noWrap>
            {name}
          </Typography>
          <Typography
            variant="body2"
            color="textSecondary"
            sx={{ fontVariantNumeric: "tabular-nums" }}
          >
            {outcome === null
              ? " "
              : p("needs", {
                  needed: formatBytes(outcome.plan.totalBytes),
                  usable: formatBytes(outcome.availableBytes),
                })}
            {outcome?.basis === "cpu-for-card" && ` · ${p("cpuPlan")}`}
          </Typography>
        </Box>
        {error === null && <VerdictBadge verdict={outcome?.verdict ?? null} />}
      </Box>
      {error !== null && <ErrorAlert error={error} />}
      {outcome !== null && (
        <PlanBar
          name={name}
          outcome={outcome}
          scaleBytes={Math.max(capacityOf(target), outcome.plan.totalBytes)}
          capacityBytes={capacityOf(target)}
        />
      )}
      {outcome === null && error === null && <Box sx={{ height: 34 }} />}
    </Box>
  );
});
