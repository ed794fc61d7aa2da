import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import type { ImportReport } from "../../../../electron/shared/contract/datasets.ts";
import type { ChosenFile } from "../../../../electron/shared/contract/files.ts";
import type { SourceKind } from "../../../../electron/shared/domain/dataset.ts";
import { api } from "../../../api/client.ts";
import { useApiCommand, useApiQuery } from "../../../api/hooks.ts";
import { useNotice } from "../../../app/notices/notices.tsx";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { PageHeader } from "../../../components/PageHeader.tsx";
import { ProgressLine } from "../../../components/ProgressLine.tsx";
import { RunningTask } from "../../../components/RunningTask.tsx";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { text } from "../text.ts";
import { FileChoices } from "./FileChoices.tsx";
import { FoundDetails } from "./FoundDetails.tsx";
import { FoundStrip } from "./FoundStrip.tsx";
import { ImportActions } from "./ImportActions.tsx";
import { MappingTable } from "./MappingTable.tsx";
import { importOptions, nameOfFile, type Settled, withRole } from "./mapping.ts";
import { PatientDataChoice } from "./PatientDataChoice.tsx";
import { PreviewTable } from "./PreviewTable.tsx";

interface Props {
  readonly files: readonly ChosenFile[];
  readonly onLeave: () => void;
}

/** A look at the files before anything of them is imported. */
export function ImportView({ files, onLeave }: Props) {
  const t = useText(text);
  const [shown, setShown] = useState(0);
  const [name, setName] = useState(() => nameOfFile(files[0]?.name ?? ""));
  const [kind, setKind] = useState<SourceKind | null>(null);
  const [settled, setSettled] = useState<Settled>(null);
  const file = files[shown]?.handle ?? "";
  const preview = useApiQuery(
    api.datasets.preview,
    { file, ...(kind === null ? {} : { kind }), ...(settled === null ? {} : { mapping: settled }) },
    { placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY },
  );
  const [patientData, setPatientData] = useState(false);
  const run = useImport(onLeave);
  const { data } = preview;
  const submit = () => {
    if (data === undefined) return;
    const options = { ...importOptions(name, data), ...(patientData ? { patientData } : {}) };
    run.mutate({ files: files.map((one) => one.handle), options });
  };
  const ready = data !== undefined && !preview.isPlaceholderData && data.problem === null;
  return (
    <Stack spacing={2} sx={{ maxWidth: 1640 }}>
      <PageHeader
        title={t("importTitle")}
        lead={t("importLead")}
        actions={
          <ImportActions
            rows={data?.read.whole === true && files.length === 1 ? data.read.rows : null}
            disabled={
              !ready ||
              name.trim() === "" ||
              run.isPending ||
              (data.read.rows === 0 && data.read.whole)
            }
            onImport={submit}
            onCancel={onLeave}
          />
        }
      />
      {run.isPending && <RunningTask entry="datasets.import" label={t("importing")} />}
      {run.error !== null && <ErrorAlert error={run.error} />}
      <FileChoices
        files={files}
        shown={shown}
        name={name}
        kind={kind ?? data?.kind ?? null}
        onShown={setShown}
        onName={setName}
        onKind={(next) => {
          setKind(next);
          setSettled(null);
        }}
      />
      <PatientDataChoice checked={patientData} onChange={setPatientData} />
      {preview.isPending && <ProgressLine label={t("reading")} done={0} total={0} />}
      {preview.error !== null && (
        <ErrorAlert error={preview.error} action={<Button onClick={onLeave}>{t("back")}</Button>} />
      )}
      {data !== undefined && preview.error === null && (
        <>
          <FoundStrip preview={data} />
          <Box
            sx={{
              display: "grid",
              gap: 2,
              alignItems: "start",
              gridTemplateColumns: { xs: "1fr", md: "minmax(330px, 400px) minmax(0, 1fr)" },
            }}
          >
            <MappingTable
              preview={data}
              onRole={(role, column) => setSettled(withRole(data.mapping, role, column))}
            />
            <SectionCard title={t("firstRows")}>
              <PreviewTable preview={data} />
            </SectionCard>
          </Box>
          <FoundDetails preview={data} />
        </>
      )}
    </Stack>
  );
}

function useImport(onLeave: () => void) {
  const t = useText(text);
  const notice = useNotice();
  const [, go] = useLocation();
  const told = ({ version, existing }: ImportReport) => {
    const { name, version: number, rows } = version;
    return existing
      ? t("existingNotice", { name, version: number })
      : t("importedNotice", { count: rows, name, version: number });
  };
  return useApiCommand(api.datasets.import, {
    invalidates: ["datasets", "deid"],
    onSuccess: (report) => {
      if (report.quarantined === true) {
        const { name, version } = report.version;
        notice.show({ severity: "info", text: t("quarantinedNotice", { name, version }) });
        onLeave();
        return go(`/deidentify/${report.version.hash}`);
      }
      notice.show({ severity: report.existing ? "info" : "success", text: told(report) });
      onLeave();
      go(`/datasets/${report.version.hash}`);
    },
  });
}
