import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import { useMemo, useState } from "react";
import { useParams } from "wouter";
import { useText } from "../../app/text/text.ts";
import type { ChartChoices } from "../../charts/ChartControls.tsx";
import { useRevision } from "../../charts/history/use-revision.ts";
import { useRunHistory } from "../../charts/history/use-run-history.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { PageLoading } from "../../components/PageLoading.tsx";
import { RunStatusChip } from "../../components/RunStatusChip.tsx";
import { text as fieldText } from "../../components/run-config/text.ts";
import { Answers } from "./Answers.tsx";
import { Charts } from "./Charts.tsx";
import { Checkpoints } from "./Checkpoints.tsx";
import { Configuration } from "./Configuration.tsx";
import { Evaluations } from "./Evaluations.tsx";
import { Figures } from "./Figures.tsx";
import { Log } from "./Log.tsx";
import { RunActs } from "./RunActs.tsx";
import { RunState } from "./RunState.tsx";
import { text } from "./text.ts";
import { useRunPage } from "./use-run-page.ts";

const FIGURES_HZ = 4;

export default function Page() {
  const { id = "" } = useParams();
  return <RunPage key={id} id={id} />;
}

function RunPage({ id }: { id: string }) {
  const t = useText(text);
  const field = useText(fieldText);
  const { detail, summary, notices, answered, live, onEvents } = useRunPage(id);
  const [choices, setChoices] = useState<ChartChoices>({
    axis: "step",
    log: false,
    smoothing: 0.6,
  });
  const { history, error } = useRunHistory(id, choices.smoothing, onEvents);
  const sources = useMemo(() => [history], [history]);
  const revision = useRevision(sources, FIGURES_HZ);
  if (detail.isError) return <ErrorAlert error={detail.error} />;
  if (detail.data === undefined || summary.data === undefined) return <PageLoading />;
  const { run } = detail.data;
  const { datasetName, datasetVersion, modelName, accuracy } = summary.data;
  const answers = run.frozen.task.completion === "answer";
  const evaluated = accuracy !== null || (answered.data ?? []).length > 0;
  const newest = notices.data?.at(-1);
  const lead = t("lead", {
    method: field(`method-${run.frozen.config.method}`),
    dataset: datasetName,
    version: datasetVersion,
    model: modelName,
  });
  return (
    <Box sx={{ display: "grid", gap: 2, gridTemplateColumns: "minmax(0, 1fr)" }}>
      <Box>
        <PageHeader
          title={run.name}
          lead={
            <Box component="span" sx={{ display: "inline-flex", gap: 1.5, alignItems: "center" }}>
              <RunStatusChip status={run.status} live={live} />
              {lead}
            </Box>
          }
          actions={<RunActs run={run} live={live} evaluated={evaluated} />}
        />
        <RunState run={run} live={live} seconds={detail.data.trainSeconds} />
      </Box>
      {newest !== undefined && live !== undefined && (
        <Alert severity="info">{newest.message}</Alert>
      )}
      {error !== null && <ErrorAlert error={error} />}
      <Figures detail={detail.data} live={live} history={history} revision={revision} />
      <Charts
        history={history}
        name={run.name}
        plannedBytes={detail.data.plannedBytes}
        choices={choices}
        onChoices={setChoices}
      />
      {answers ? (
        <Answers
          newest={answered.data?.find(({ part }) => part === "test")}
          error={answered.error}
        />
      ) : (
        <Evaluations run={run.id} evaluated={accuracy !== null} />
      )}
      <Checkpoints checkpoints={detail.data.checkpoints} />
      <Configuration run={run} />
      <Log notices={notices.data ?? []} />
    </Box>
  );
}
