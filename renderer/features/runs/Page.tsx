import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import FormControlLabel from "@mui/material/FormControlLabel";
import Switch from "@mui/material/Switch";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useLocation } from "wouter";
import type { RunSummary } from "../../../electron/shared/contract/runs.ts";
import { api } from "../../api/client.ts";
import { useApiQuery } from "../../api/hooks.ts";
import { useLiveRuns } from "../../api/live-runs.ts";
import { useText } from "../../app/text/text.ts";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { PageLoading } from "../../components/PageLoading.tsx";
import { VirtualTable } from "../../components/VirtualTable.tsx";
import { runColumns } from "./columns.tsx";
import { text } from "./text.ts";
import { useRunActs } from "./use-run-acts.ts";

export default function Page() {
  const t = useText(text);
  const [, go] = useLocation();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const overview = useApiQuery(api.runs.overview, {});
  const compare = () => go(`/compare?runs=${[...selected].join(",")}`);
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            {selected.size > 0 && (
              <Button variant="outlined" onClick={compare}>
                {t("compare", { count: selected.size })}
              </Button>
            )}
            <Button variant="contained" onClick={() => go("/runs/new")}>
              {t("new")}
            </Button>
          </>
        }
      />
      {overview.isPending && <PageLoading />}
      {overview.isError && <ErrorAlert error={overview.error} />}
      {overview.data?.length === 0 && (
        <EmptyState
          title={t("none")}
          hint={t("noneHint")}
          action={t("new")}
          onAction={() => go("/runs/new")}
        />
      )}
      {overview.data !== undefined && overview.data.length > 0 && (
        <RunList
          runs={overview.data}
          selected={selected}
          toggle={(run) => setSelected(toggled(selected, run))}
        />
      )}
    </>
  );
}

interface ListProps {
  readonly runs: readonly RunSummary[];
  readonly selected: ReadonlySet<string>;
  readonly toggle: (run: string) => void;
}

function RunList({ runs, selected, toggle }: ListProps) {
  const t = useText(text);
  const [, go] = useLocation();
  const live = useLiveRuns();
  const acts = useRunActs();
  const [search, setSearch] = useState("");
  const [archivedToo, setArchivedToo] = useState(false);
  const shown = runs.filter((s) => (archivedToo || s.run.archivedAt === null) && fits(s, search));
  const interrupted = runs.filter(
    ({ run }) => run.status === "interrupted" && run.archivedAt === null && !live.has(run.id),
  );
  return (
    <Box sx={{ display: "grid", gap: 2, gridTemplateColumns: "minmax(0, 1fr)" }}>
      {interrupted.length > 0 && (
        <Alert
          severity="warning"
          action={
            <Button
              color="inherit"
              size="small"
              onClick={() => {
                for (const { run } of interrupted) acts.resume(run.id);
              }}
            >
              {t("resumeAll")}
            </Button>
          }
        >
          {t("interrupted", { count: interrupted.length })} {t("interruptedHint")}
        </Alert>
      )}
      <Box sx={{ display: "flex", gap: 2, alignItems: "center", flexWrap: "wrap" }}>
        <TextField
          type="search"
          label={t("search")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          sx={{ width: 340 }}
        />
        <FormControlLabel
          control={
            <Switch
              size="small"
              checked={archivedToo}
              onChange={(_, checked) => setArchivedToo(checked)}
            />
          }
          label={<Typography variant="body2">{t("archivedToo")}</Typography>}
        />
      </Box>
      {shown.length === 0 ? (
        <Typography color="textSecondary">{t("noneFound")}</Typography>
      ) : (
        <VirtualTable
          label={t("title")}
          columns={runColumns({ t, live, acts, selected, toggle })}
          rows={shown}
          rowKey={({ run }) => run.id}
          height={640}
          onOpen={({ run }) => go(`/runs/${run.id}`)}
        />
      )}
    </Box>
  );
}

function fits({ run, datasetName, modelName }: RunSummary, search: string): boolean {
  const words = `${run.name} ${datasetName} ${modelName} ${run.id}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
}

function toggled(selected: ReadonlySet<string>, run: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(run)) next.add(run);
  return next;
}
