import Button from "@mui/material/Button";
import FormControlLabel from "@mui/material/FormControlLabel";
import Switch from "@mui/material/Switch";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ChosenFile } from "../../../../electron/shared/contract/files.ts";
import { api } from "../../../api/client.ts";
import { useApiCommand, useApiQuery } from "../../../api/hooks.ts";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { ActionRow } from "./ActionRow.tsx";
import { text } from "./text.ts";
import { WorkDialog } from "./WorkDialog.tsx";

const ASK_EVERY_MS = 5000;

/** The folder that is watched, what came of it, and the way to choose or leave it. */
export function WatchRow() {
  const t = useText(text);
  const state = useApiQuery(api.preparation.watched, {}, { refetchInterval: ASK_EVERY_MS });
  const [folder, setFolder] = useState<ChosenFile | null>(null);
  const choose = useApiCommand(api.files.choose, {
    onSuccess: ([chosen]) => setFolder(chosen ?? null),
  });
  const stop = useApiCommand(api.preparation.unwatch, { invalidates: ["preparation"] });
  useNewDatasets(state.data?.imported ?? 0);
  const watched = state.data?.watched ?? null;
  return (
    <ActionRow
      title={t("watch")}
      about={t("watchAbout")}
      actions={
        watched === null ? (
          <Button variant="outlined" onClick={() => choose.mutate({ purpose: "watch-folder" })}>
            {t("watchChoose")}
          </Button>
        ) : (
          <Button variant="outlined" disabled={stop.isPending} onClick={() => stop.mutate({})}>
            {t("watchStop")}
          </Button>
        )
      }
    >
      <Typography variant="body2" role="status" sx={{ overflowWrap: "anywhere" }}>
        {watched === null ? t("watchOff") : t("watchOn", watched)}{" "}
        {watched !== null && state.data !== undefined && t("watchState", { ...state.data })}
      </Typography>
      {state.data?.problem && (
        <Typography variant="body2" color="error">
          {state.data.problem}
        </Typography>
      )}
      {choose.error !== null && <ErrorAlert error={choose.error} />}
      {stop.error !== null && <ErrorAlert error={stop.error} />}
      {folder !== null && <WatchDialog folder={folder} onClose={() => setFolder(null)} />}
    </ActionRow>
  );
}

function WatchDialog({ folder, onClose }: { folder: ChosenFile; onClose: () => void }) {
  const t = useText(text);
  const [dataset, setDataset] = useState(() => t("watchDefault"));
  const [patientData, setPatientData] = useState(true);
  const watch = useApiCommand(api.preparation.watch, {
    invalidates: ["preparation"],
    onSuccess: onClose,
  });
  const request = { folder: folder.handle, dataset: dataset.trim(), patientData };
  return (
    <WorkDialog
      title={t("watchTitle")}
      act={t("doWatch")}
      ready={dataset.trim() !== ""}
      pending={watch.isPending}
      error={watch.error}
      entry="preparation.watch"
      progress={t("watch")}
      onAct={() => watch.mutate(request)}
      onClose={onClose}
    >
      <Typography sx={{ overflowWrap: "anywhere" }}>
        {t("watchBody", { folder: folder.name })}
      </Typography>
      <TextField
        label={t("watchName")}
        value={dataset}
        error={dataset.trim() === ""}
        slotProps={{ htmlInput: { maxLength: 200 } }}
        onChange={(event) => setDataset(event.target.value)}
      />
      <FormControlLabel
        label={t("watchPatients")}
        control={<Switch checked={patientData} onChange={(_, on) => setPatientData(on)} />}
      />
    </WorkDialog>
  );
}

/** What was taken in shows in the list without a reload. */
function useNewDatasets(imported: number): void {
  const client = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new import asks again
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ["datasets"] });
  }, [client, imported]);
}
