import Box from "@mui/material/Box";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { memo, useCallback, useMemo, useState } from "react";
import type { MemoryPlan } from "../../../electron/shared/domain/memory-plan.ts";
import type { DeviceInfo } from "../../../electron/shared/domain/model-info.ts";
import { useText } from "../../app/text/text.ts";
import { formatBytes, formatCount } from "../../components/format.ts";
import { BasisNote } from "../../components/planning/BasisNote.tsx";
import { PartsBar } from "../../components/planning/PlanBar.tsx";
import { PlanTable } from "../../components/planning/PlanTable.tsx";
import {
  cardTargets,
  deviceTargets,
  type PlanningTarget,
  targetName,
} from "../../components/planning/targets.ts";
import { text as planning } from "../../components/planning/text.ts";
import type { PlanAnswer } from "../../components/planning/use-plan.ts";
import { SectionCard } from "../../components/SectionCard.tsx";
import { DeviceRow } from "./DeviceRow.tsx";
import type { Draft } from "./draft.ts";
import { TargetPicker } from "./TargetPicker.tsx";
import { text } from "./text.ts";

interface Props {
  readonly draft: Draft;
  readonly devices: readonly DeviceInfo[];
  readonly chosen: readonly PlanningTarget[];
  /** The device whose parts are shown, and where a run would be started. */
  readonly shown: PlanningTarget | undefined;
  readonly onChoose: (chosen: readonly PlanningTarget[]) => void;
  readonly onShow: (id: string) => void;
}

/** A bar for every chosen device, and the parts on one of them. */
export function Results({ draft, devices, chosen, shown, onChoose, onShow }: Props) {
  const t = useText(text);
  const p = useText(planning);
  const [plans, setPlans] = useState<Readonly<Record<string, PlanAnswer>>>({});
  const onPlan = useCallback(
    (id: string, outcome: PlanAnswer) => setPlans((all) => ({ ...all, [id]: outcome })),
    [],
  );
  const outcome = shown && plans[shown.id];
  const name = shown === undefined ? "" : targetName(shown, p("cpu"));
  const all = useMemo(() => [...deviceTargets(devices), ...cardTargets()], [devices]);
  const unusable = useMemo(() => devices.filter((info) => !info.usable), [devices]);
  const onPick = useCallback(
    (next: PlanningTarget[]) => {
      const added = next.find((target) => !chosen.some((old) => old.id === target.id));
      onChoose(next);
      if (added !== undefined) onShow(added.id);
    },
    [chosen, onChoose, onShow],
  );
  return (
    <Stack spacing={2}>
      <SectionCard title={t("onEach")}>
        <TargetPicker all={all} chosen={chosen} unusable={unusable} onChange={onPick} />
        {chosen.length === 0 && <Typography sx={{ mt: 2 }}>{t("noTarget")}</Typography>}
        <Box component="ul" sx={{ listStyle: "none", p: 0, m: 0, mt: 1 }}>
          {chosen.map((target) => (
            <DeviceRow
              key={target.id}
              draft={draft}
              target={target}
              shown={target.id === shown?.id}
              onShow={onShow}
              onPlan={onPlan}
            />
          ))}
        </Box>
        <BasisNote outcomes={chosen.flatMap((target) => plans[target.id] ?? [])} />
      </SectionCard>
      {outcome !== undefined && <Parts plan={outcome.plan} name={name} />}
    </Stack>
  );
}

const Parts = memo(function Parts({ plan, name }: { plan: MemoryPlan; name: string }) {
  const t = useText(text);
  const p = useText(planning);
  return (
    <SectionCard title={t("parts", { name })}>
      <PartsBar plan={plan} />
      <PlanTable plan={plan} />
      <Typography variant="body2" color="textSecondary" sx={{ mt: 1.5 }}>
        {t("facts", {
          trained: formatCount(plan.trainableParameters),
          all: formatCount(plan.baseParameters),
          tokens: formatCount(plan.tokensPerMicroBatch),
        })}{" "}
        {plan.hostBytes > 0 && p("hostBeside", { bytes: formatBytes(plan.hostBytes) })}
      </Typography>
    </SectionCard>
  );
});
