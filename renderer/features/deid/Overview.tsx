import { useMemo } from "react";
import { useLocation } from "wouter";
import type { Quarantine } from "../../../electron/shared/domain/deid/quarantine.ts";
import { api } from "../../api/client.ts";
import { useApiQuery } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { formatCount, formatDate } from "../../components/format.ts";
import { PageHeader } from "../../components/PageHeader.tsx";
import { PageLoading } from "../../components/PageLoading.tsx";
import { type Column, VirtualTable } from "../../components/VirtualTable.tsx";
import { text } from "./text.ts";

export function Overview() {
  const t = useText(text);
  const [, go] = useLocation();
  const list = useApiQuery(api.deid.list, {});
  const columns = useMemo(
    (): Column<Quarantine>[] => [
      {
        key: "name",
        title: t("name"),
        width: "2fr",
        cell: ({ version }) => `${version.name}, v${version.version}`,
      },
      {
        key: "rows",
        title: t("rows"),
        width: "90px",
        align: "right",
        cell: ({ counts }) => formatCount(counts.rows),
      },
      {
        key: "reviewed",
        title: t("reviewed"),
        width: "100px",
        align: "right",
        cell: ({ counts }) => formatCount(counts.reviewed),
      },
      {
        key: "state",
        title: t("state"),
        width: "2fr",
        cell: ({ searchedAt, confirmedAt, confirmedBy }) => {
          if (confirmedAt === null) return t(searchedAt === null ? "state_new" : "state_waiting");
          return t("state_confirmed", { date: formatDate(confirmedAt), by: confirmedBy ?? "" });
        },
      },
    ],
    [t],
  );
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      {list.error !== null && <ErrorAlert error={list.error} />}
      {list.isPending && <PageLoading />}
      {list.data?.length === 0 && (
        <EmptyState
          title={t("emptyTitle")}
          hint={t("emptyHint")}
          action={t("toDatasets")}
          onAction={() => go("/datasets")}
        />
      )}
      {list.data !== undefined && list.data.length > 0 && (
        <VirtualTable
          label={t("listLabel")}
          columns={columns}
          rows={list.data}
          rowKey={({ version }) => version.hash}
          height={640}
          onOpen={({ version }) => go(`/deidentify/${version.hash}`)}
        />
      )}
    </>
  );
}
