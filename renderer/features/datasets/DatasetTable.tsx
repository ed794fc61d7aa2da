import RemoveIcon from "@mui/icons-material/DeleteOutlined";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";
import { useMemo } from "react";
import { useLocation } from "wouter";
import type { DatasetVersion } from "../../../electron/shared/domain/dataset.ts";
import { useText } from "../../app/text/text.ts";
import { formatCount, formatDate, formatDay } from "../../components/format.ts";
import { type Column, VirtualTable } from "../../components/VirtualTable.tsx";
import { text } from "./text.ts";
import { useRemoval } from "./use-removal.ts";

/** Versions, newest first. A row opens its dataset. */
export function DatasetTable({ datasets }: { datasets: readonly DatasetVersion[] }) {
  const t = useText(text);
  const [, go] = useLocation();
  const { remove } = useRemoval();
  const columns = useMemo(
    (): Column<DatasetVersion>[] => [
      {
        key: "name",
        title: t("name"),
        width: "minmax(150px, 1fr)",
        cell: (v) => (
          <Box component="span" sx={{ fontWeight: 560 }}>
            {v.name}
          </Box>
        ),
      },
      figure("version", t("version"), "64px", (v) => v.version),
      figure("rows", t("rows"), "72px", (v) => v.rows),
      figure("labels", t("labels"), "60px", (v) => v.labels.length),
      figure("duplicates", t("duplicates"), "76px", (v) => v.duplicates),
      figure("rejected", t("rejected"), "76px", (v) => v.rejects),
      { key: "kind", title: t("kind"), width: "136px", cell: (v) => t(`kind_${v.kind}`) },
      {
        key: "imported",
        title: t("imported"),
        width: "112px",
        cell: (v) => <span title={formatDate(v.createdAt)}>{formatDay(v.createdAt)}</span>,
      },
      {
        key: "hash",
        title: t("hash"),
        width: "84px",
        cell: (v) => <code title={v.hash}>{v.hash.slice(0, 8)}</code>,
      },
      {
        key: "remove",
        title: "",
        width: "36px",
        cell: ({ hash, name, version }) => (
          <Tooltip title={t("remove")}>
            <IconButton
              size="small"
              aria-label={t("removeNamed", { name, version })}
              onClick={(event) => {
                event.stopPropagation();
                remove(hash);
              }}
              onKeyDown={(event) => event.stopPropagation()}
            >
              <RemoveIcon fontSize="small" />
            </IconButton>
          </Tooltip>
        ),
      },
    ],
    [t, remove],
  );
  return (
    <VirtualTable
      label={t("listLabel")}
      columns={columns}
      rows={datasets}
      rowKey={(version) => version.hash}
      height={640}
      onOpen={(version) => go(`/datasets/${version.hash}`)}
    />
  );
}

function figure(
  key: string,
  title: string,
  width: string,
  value: (version: DatasetVersion) => number,
): Column<DatasetVersion> {
  return { key, title, width, align: "right", cell: (v) => formatCount(value(v)) };
}
