import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import type { DatasetVersion } from "../../../../electron/shared/domain/dataset.ts";
import {
  type GateReport,
  leakedRows,
} from "../../../../electron/shared/domain/quality/gate-report.ts";
import type { Split } from "../../../../electron/shared/domain/split.ts";
import { api } from "../../../api/client.ts";
import { useApiQuery } from "../../../api/hooks.ts";
import { useNotice } from "../../../app/notices/notices.tsx";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { formatCount, formatDate, formatDuration } from "../../../components/format.ts";
import { FindingTable } from "../../../components/quality/FindingTable.tsx";
import { text } from "../../../components/quality/text.ts";
import { useGate } from "../../../components/quality/use-gate.ts";
import { WorstRows } from "../../../components/quality/WorstRows.tsx";
import { RunningTask } from "../../../components/RunningTask.tsx";
import { SectionCard } from "../../../components/SectionCard.tsx";

interface Props {
  readonly version: DatasetVersion;
  /** Newest first: the check looks across the newest. */
  readonly splits: readonly Split[];
}

/** What the quality gate says of the version, with its worst rows. */
export function QualityCard({ version, splits }: Props) {
  const t = useText(text);
  const split = splits[0]?.id ?? null;
  const gate = useGate(version.hash, split);
  const { report } = gate;
  return (
    <SectionCard
      title={t("title")}
      actions={
        <>
          {report !== null && <ExportButton version={version} report={report} />}
          <Button
            variant={report === null ? "contained" : "text"}
            disabled={gate.checking || !gate.known}
            onClick={gate.check}
          >
            {t(report === null ? "check" : "checkAgain")}
          </Button>
        </>
      }
    >
      <Stack spacing={2}>
        {gate.checking && <RunningTask entry="quality.check" label={t("checking")} />}
        {gate.error !== null && <ErrorAlert error={gate.error} />}
        {report === null && !gate.checking && (
          <Typography color="textSecondary">
            {t("notChecked")} {t("notCheckedWhy")}
          </Typography>
        )}
        {split === null && <Typography color="textSecondary">{t("withoutSplit")}</Typography>}
        {report !== null && <Report report={report} />}
      </Stack>
    </SectionCard>
  );
}

function Report({ report }: { report: GateReport }) {
  const t = useText(text);
  const { datasetHash: dataset, splitId: split } = report;
  const examples = useApiQuery(api.quality.examples, { dataset, split });
  const leaked = leakedRows(report);
  return (
    <>
      {split !== null && (
        <Alert severity={leaked > 0 ? "error" : "success"}>
          <AlertTitle>{leaked > 0 ? t("leak", { count: leaked }) : t("noLeak")}</AlertTitle>
          {t(leaked > 0 ? "leakWhy" : "noLeakWhy")}
        </Alert>
      )}
      <FindingTable findings={report.findings} />
      {report.near.crowded > 0 && <Typography color="textSecondary">{t("crowded")}</Typography>}
      {examples.error !== null && <ErrorAlert error={examples.error} />}
      {examples.data !== undefined && <WorstRows examples={examples.data} />}
      <Typography variant="body2" color="textSecondary">
        {t("checkedAt", {
          date: formatDate(report.createdAt),
          rows: formatCount(report.rows),
          time: formatDuration(report.seconds),
        })}
      </Typography>
    </>
  );
}

function ExportButton({ version, report }: { version: DatasetVersion; report: GateReport }) {
  const t = useText(text);
  const notice = useNotice();
  const save = async () => {
    try {
      const suggestedName = `quality-${version.name}-v${version.version}.json`;
      const [file] = await api.files.choose({ purpose: "text-output", suggestedName });
      if (file === undefined) return;
      const { datasetHash: dataset, splitId: split } = report;
      const examples = await api.quality.examples({ dataset, split });
      const content = `${JSON.stringify({ dataset: version, report, examples }, null, 2)}\n`;
      await api.files.writeText({ handle: file.handle, text: content });
      notice.show({ severity: "success", text: t("exported", { name: file.name }) });
    } catch (error) {
      notice.failed(error);
    }
  };
  return <Button onClick={() => void save()}>{t("export")}</Button>;
}
