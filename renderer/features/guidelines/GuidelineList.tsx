import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useMemo } from "react";
import { Link, useLocation } from "wouter";
import type { GuidelineSummary } from "../../../electron/shared/domain/guideline.ts";
import { api } from "../../api/client.ts";
import { useApiQuery } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { formatCount, formatDay } from "../../components/format.ts";
import { PageHeader } from "../../components/PageHeader.tsx";
import { PageLoading } from "../../components/PageLoading.tsx";
import { type Column, VirtualTable } from "../../components/VirtualTable.tsx";
import { text } from "./text.ts";

/** Every guideline that was imported, with what was found of it. */
export function GuidelineList() {
  const t = useText(text);
  const [, go] = useLocation();
  const found = useApiQuery(api.guidelines.list, {});
  const columns = useMemo(
    (): Column<GuidelineSummary>[] => [
      {
        key: "name",
        title: t("name"),
        width: "minmax(220px, 1fr)",
        cell: ({ title }) => (
          <Box component="bdi" sx={{ fontWeight: 560 }}>
            {title}
          </Box>
        ),
      },
      figure("pages", t("pages"), (g) => g.pages),
      figure("conditions", t("conditions"), (g) => g.conditions),
      figure("found", t("found"), (g) => g.coverage.found),
      figure("doubtful", t("doubtful"), (g) => g.coverage.doubtful),
      figure("missing", t("missing"), (g) => g.coverage.missing),
      {
        key: "imported",
        title: t("imported"),
        width: "120px",
        cell: ({ createdAt }) => formatDay(createdAt),
      },
    ],
    [t],
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <Button component={Link} href="/datasets">
            {t("datasets")}
          </Button>
        }
      />
      {found.error !== null && <ErrorAlert error={found.error} />}
      {found.isPending && <PageLoading />}
      {found.data?.length === 0 && (
        <EmptyState
          title={t("emptyTitle")}
          hint={t("emptyHint")}
          action={t("toDatasets")}
          onAction={() => go("/datasets")}
        />
      )}
      {found.data !== undefined && found.data.length > 0 && (
        <VirtualTable
          label={t("listLabel")}
          columns={columns}
          rows={found.data}
          rowKey={({ id }) => id}
          height={480}
          onOpen={({ id }) => go(`/datasets/guidelines/${id}`)}
        />
      )}
    </>
  );
}

function figure(
  key: string,
  title: string,
  value: (guideline: GuidelineSummary) => number,
): Column<GuidelineSummary> {
  return { key, title, width: "100px", align: "right", cell: (g) => formatCount(value(g)) };
}
