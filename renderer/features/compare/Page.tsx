import Box from "@mui/material/Box";
import { useMemo, useState } from "react";
import { useLocation, useSearch } from "wouter";
import type { RunSummary } from "../../../electron/shared/contract/runs.ts";
import { api } from "../../api/client.ts";
import { useApiQuery } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import type { ChartChoices } from "../../charts/ChartControls.tsx";
import { useRevision } from "../../charts/history/use-revision.ts";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { PageLoading } from "../../components/PageLoading.tsx";
import { Curves, type Metric } from "./Curves.tsx";
import { Differences } from "./Differences.tsx";
import { Leaderboard } from "./Leaderboard.tsx";
import { chosenRuns, ordinals } from "./order.ts";
import { RunChooser } from "./RunChooser.tsx";
import { text } from "./text.ts";
import { useHistories } from "./use-histories.ts";
import { Values } from "./Values.tsx";

export default function Page() {
  const t = useText(text);
  const [, go] = useLocation();
  const overview = useApiQuery(api.runs.overview, {});
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
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
      {overview.data !== undefined && overview.data.length > 0 && <Compare runs={overview.data} />}
    </>
  );
}

/** Curves of several runs at once: a few times a second is as fast as one can follow. */
const CURVES_HZ = 10;

function Compare({ runs }: { runs: readonly RunSummary[] }) {
  const t = useText(text);
  const search = useSearch();
  const [, go] = useLocation();
  const chosen = chosenRuns(search, runs);
  const ids = chosen.map(({ run }) => run.id);
  const [choices, setChoices] = useState<ChartChoices>({
    axis: "step",
    log: false,
    smoothing: 0.6,
  });
  const ordinal = useMemo(() => ordinals(runs), [runs]);
  const names = useMemo(() => new Map(runs.map((one) => [one.run.id, one])), [runs]);
  const [metric, setMetric] = useState<Metric>("loss");
  const { histories, error } = useHistories(ids, metric, choices.smoothing);
  const revision = useRevision(histories, CURVES_HZ);
  const toggle = (run: string) => {
    const next = ids.includes(run) ? ids.filter((id) => id !== run) : [...ids, run];
    go(`/compare?runs=${next.join(",")}`, { replace: true });
  };
  return (
    <Box sx={{ display: "grid", gap: 2, gridTemplateColumns: "280px minmax(0, 1fr)" }}>
      <Box>
        <RunChooser {...{ runs, ordinal }} chosen={new Set(ids)} onToggle={toggle} />
      </Box>
      <Box sx={RESULTS}>
        {error !== null && <ErrorAlert error={error} />}
        {chosen.length === 0 ? (
          <EmptyState title={t("choose")} hint={t("chooseHint")} />
        ) : (
          <>
            <Curves
              {...{ histories, names, ordinal, metric, choices, revision }}
              onMetric={setMetric}
              onChoices={setChoices}
            />
            <Leaderboard runs={chosen} />
            <Values {...{ histories, names, revision }} />
            <Differences runs={chosen} />
          </>
        )}
      </Box>
    </Box>
  );
}

const RESULTS = {
  display: "grid",
  gap: 2,
  alignContent: "start",
  gridTemplateColumns: "minmax(0, 1fr)",
} as const;
