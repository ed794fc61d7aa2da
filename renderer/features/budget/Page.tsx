import StartIcon from "@mui/icons-material/PlayArrowOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import type { ListedModel } from "../../../electron/shared/contract/models.ts";
import type { DatasetVersion } from "../../../electron/shared/domain/dataset.ts";
import type { DeviceInfo } from "../../../electron/shared/domain/model-info.ts";
import { api } from "../../api/client.ts";
import { useApiQuery } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { PageLoading } from "../../components/PageLoading.tsx";
import {
  bestDevice,
  deviceTargets,
  type PlanningTarget,
} from "../../components/planning/targets.ts";
import { type Draft, keepDraft, newRunLink, openDraft } from "./draft.ts";
import { Results } from "./Results.tsx";
import { SetUp } from "./SetUp.tsx";
import { text } from "./text.ts";

export default function Page() {
  const t = useText(text);
  const [, go] = useLocation();
  const models = useApiQuery(api.models.list, {});
  const devices = useApiQuery(api.planner.devices, {});
  const failed = models.error ?? devices.error;
  if (failed !== null) return <ErrorAlert error={failed} />;
  if (models.data === undefined || devices.data === undefined) return <PageLoading />;
  const [first] = models.data;
  if (first === undefined) {
    return (
      <>
        <PageHeader title={t("title")} lead={t("lead")} />
        <EmptyState
          title={t("noModels")}
          hint={t("noModelsHint")}
          action={t("toModels")}
          onAction={() => go("/models")}
        />
      </>
    );
  }
  return <Budget models={models.data} first={first} devices={devices.data.devices} />;
}

/** The same list at every redraw. */
const NO_DATASETS: readonly DatasetVersion[] = [];

interface BudgetProps {
  readonly models: readonly ListedModel[];
  readonly first: ListedModel;
  readonly devices: readonly DeviceInfo[];
}

function Budget({ models, first, devices }: BudgetProps) {
  const t = useText(text);
  const [, go] = useLocation();
  const [draft, setDraft] = useState<Draft>(() => openDraft(models, first));
  const [chosen, setChosen] = useState<readonly PlanningTarget[]>(() => deviceTargets(devices));
  const [shownId, setShownId] = useState(() => bestDevice(chosen)?.id ?? "");
  const shown = chosen.find((target) => target.id === shownId) ?? chosen[0];
  const datasets = useApiQuery(api.datasets.list, {});
  useEffect(() => keepDraft(draft), [draft]);
  const device = shown?.kind === "device" ? shown.id : null;
  return (
    <Box sx={{ maxWidth: 1560 }}>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <Button
            variant="contained"
            startIcon={<StartIcon />}
            onClick={() => go(newRunLink(draft, device))}
          >
            {t("startRun")}
          </Button>
        }
      />
      <Box
        sx={{
          display: "grid",
          gridTemplateColumns: { xs: "1fr", md: "minmax(320px, 380px) minmax(0, 1fr)" },
          gap: 2,
          alignItems: "start",
        }}
      >
        <SetUp
          draft={draft}
          models={models}
          datasets={datasets.data ?? NO_DATASETS}
          target={shown}
          onDraft={setDraft}
        />
        <Results
          draft={draft}
          devices={devices}
          chosen={chosen}
          shown={shown}
          onChoose={setChosen}
          onShow={setShownId}
        />
      </Box>
    </Box>
  );
}
