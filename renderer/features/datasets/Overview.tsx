import ImportIcon from "@mui/icons-material/FileUploadOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useCallback, useMemo, useState } from "react";
import { Link } from "wouter";
import type { ChosenFile } from "../../../electron/shared/contract/files.ts";
import { AppError } from "../../../electron/shared/errors.ts";
import { api } from "../../api/client.ts";
import { useApiCommand, useApiQuery } from "../../api/hooks.ts";
import { useRegisteredCommands } from "../../app/commands/registry.ts";
import { useText } from "../../app/text/text.ts";
import { DropArea } from "../../components/DropArea.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { PageLoading } from "../../components/PageLoading.tsx";
import { DatasetTable } from "./DatasetTable.tsx";
import { ImportView } from "./import/ImportView.tsx";
import { OtherWaysIn } from "./prepare/OtherWaysIn.tsx";
import { QuarantineNotice } from "./QuarantineNotice.tsx";
import { RemovedDatasets } from "./RemovedDatasets.tsx";
import { text } from "./text.ts";

/** Every dataset of the home, and the way in for more. */
export function Overview() {
  const t = useText(text);
  const datasets = useApiQuery(api.datasets.list, {});
  const [files, setFiles] = useState<readonly ChosenFile[] | null>(null);
  const [dropError, setDropError] = useState<AppError | null>(null);
  const choose = useApiCommand(api.files.choose, {
    onSuccess: (chosen) => chosen.length > 0 && setFiles(chosen),
  });
  const { mutate } = choose;
  const ask = useCallback(() => mutate({ purpose: "dataset" }), [mutate]);
  const commands = useMemo(
    () => [
      {
        id: "datasets.import",
        title: t("importFiles"),
        keywords: "csv jsonl parquet hl7 fhir",
        run: ask,
      },
    ],
    [t, ask],
  );
  useRegisteredCommands(commands);
  const take = (dropped: readonly ChosenFile[]) => {
    setDropError(null);
    if (dropped.some((file) => file.folder)) {
      setDropError(new AppError("INVALID_INPUT", t("foldersNot")));
    } else setFiles(dropped);
  };
  if (files !== null) {
    const key = files.map((file) => file.handle).join();
    return <ImportView key={key} files={files} onLeave={() => setFiles(null)} />;
  }
  const failed = datasets.error ?? choose.error ?? dropError;
  return (
    <DropArea label={t("dropHere")} onFiles={take} onError={setDropError}>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          datasets.data?.length !== 0 && (
            <>
              <Button component={Link} href="/datasets/guidelines">
                {t("guidelines")}
              </Button>
              <Button variant="contained" startIcon={<ImportIcon />} onClick={ask}>
                {t("importFiles")}
              </Button>
            </>
          )
        }
      />
      <QuarantineNotice />
      {failed !== null && <ErrorAlert error={failed} />}
      {datasets.isPending && <PageLoading />}
      {datasets.data?.length === 0 && (
        <EmptyState
          title={t("emptyTitle")}
          hint={t("emptyHint")}
          action={t("importFiles")}
          onAction={ask}
        />
      )}
      {datasets.data !== undefined && datasets.data.length > 0 && (
        <DatasetTable datasets={datasets.data} />
      )}
      {datasets.data !== undefined && (
        <Box sx={{ mt: 2 }}>
          <OtherWaysIn />
        </Box>
      )}
      <RemovedDatasets />
    </DropArea>
  );
}
