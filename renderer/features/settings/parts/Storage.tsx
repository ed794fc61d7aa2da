import Box from "@mui/material/Box";
import Stack from "@mui/material/Stack";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableRow from "@mui/material/TableRow";
import Typography from "@mui/material/Typography";
import type { StorageReport } from "../../../../electron/shared/contract/settings.ts";
import { api } from "../../../api/client.ts";
import { useApiQuery } from "../../../api/hooks.ts";
import { useText } from "../../../app/text/text.ts";
import { CopyButton } from "../../../components/CopyButton.tsx";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { formatBytes, formatCount } from "../../../components/format.ts";
import { PageLoading } from "../../../components/PageLoading.tsx";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { VirtualTable } from "../../../components/VirtualTable.tsx";
import { text } from "../text.ts";

export function Storage() {
  const t = useText(text);
  const report = useApiQuery(api.settings.storage, {});
  if (report.isError) return <ErrorAlert error={report.error} />;
  if (!report.isSuccess) return <PageLoading />;
  return (
    <Stack spacing={2.5}>
      <SectionCard title={t("place")}>
        <Box sx={{ display: "flex", alignItems: "center", gap: 1 }}>
          <Box component="code" sx={{ overflowWrap: "anywhere" }}>
            {report.data.place}
          </Box>
          <CopyButton value={report.data.place} label={t("copyPlace")} />
        </Box>
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {t("placeWhy")}
        </Typography>
      </SectionCard>
      <Sizes report={report.data} />
      <LargestRuns report={report.data} />
    </Stack>
  );
}

function Sizes({ report }: { report: StorageReport }) {
  const t = useText(text);
  const { storeBytes, checkpointBytes, modelBytes, logBytes, datasets, conversations } = report;
  const figures = {
    rows: formatCount(datasets.rows),
    datasets: formatCount(datasets.versions),
    conversations: formatCount(conversations),
  };
  const runs = formatCount(report.runs.length);
  const free = { free: formatBytes(report.freeBytes), total: formatBytes(report.totalBytes) };
  const rows = [
    [t("storeSize"), t("storeWhat", figures), formatBytes(storeBytes)],
    [t("checkpointSize"), t("checkpointWhat", { runs }), formatBytes(checkpointBytes)],
    [t("modelSize"), t("modelWhat"), formatBytes(modelBytes)],
    [t("logSize"), t("logWhat"), formatBytes(logBytes)],
    [t("total"), "", formatBytes(report.usedBytes)],
    [t("freeDisk"), "", t("freeOf", free)],
  ] as const;
  return (
    <SectionCard title={t("size")}>
      <Table size="small">
        <TableBody>
          {rows.map(([name, what, size]) => (
            <TableRow key={name} sx={{ "&:last-child > *": { border: 0 } }}>
              <TableCell component="th" scope="row" sx={{ pl: 0, fontWeight: 560 }}>
                {name}
                {what !== "" && (
                  <Typography variant="body2" color="textSecondary">
                    {what}
                  </Typography>
                )}
              </TableCell>
              <TableCell
                align="right"
                sx={{ pr: 0, whiteSpace: "nowrap", fontVariantNumeric: "tabular-nums" }}
              >
                {size}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </SectionCard>
  );
}

function LargestRuns({ report }: { report: StorageReport }) {
  const t = useText(text);
  return (
    <SectionCard title={t("largest")}>
      {report.runs.length === 0 ? (
        <Typography color="textSecondary">{t("largestNone")}</Typography>
      ) : (
        <VirtualTable
          label={t("largest")}
          height={320}
          rows={report.runs}
          rowKey={(run) => run.id}
          columns={[
            { key: "run", title: t("run"), width: "minmax(160px, 1fr)", cell: (run) => run.name },
            {
              key: "checkpoints",
              title: t("checkpoints"),
              width: "120px",
              align: "right",
              cell: (run) => formatCount(run.checkpoints),
            },
            {
              key: "bytes",
              title: t("size"),
              width: "120px",
              align: "right",
              cell: (run) => formatBytes(run.bytes),
            },
          ]}
        />
      )}
    </SectionCard>
  );
}
