import Box from "@mui/material/Box";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useMemo } from "react";
import type { Reject } from "../../../electron/shared/domain/dataset.ts";
import { useText } from "../../app/text/text.ts";
import { type Column, VirtualTable } from "../../components/VirtualTable.tsx";
import { text } from "./text.ts";

interface Props {
  /** The first of them. */
  readonly rejects: readonly Reject[];
  readonly reasons: readonly { readonly reason: string; readonly rows: number }[];
  readonly total: number;
  readonly place: "whereLine" | "whereEntry" | "wherePage";
  /** With several files a place names its file. */
  readonly files: number;
}

/** Why rows are left out, summed by reason, and where the first of them stand. */
export function RejectTable({ rejects, reasons, total, place, files }: Props) {
  const t = useText(text);
  const columns = useMemo(
    (): Column<Reject>[] => [
      {
        key: "where",
        title: t("where"),
        width: files > 1 ? "160px" : "110px",
        cell: ({ file, sourceRow }) =>
          files > 1
            ? t("whereFile", { file: file + 1, row: sourceRow })
            : t(place, { row: sourceRow }),
      },
      { key: "reason", title: t("reason"), width: "minmax(160px, 1fr)", cell: (r) => r.reason },
    ],
    [t, place, files],
  );
  return (
    <Stack spacing={1}>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {reasons.slice(0, 12).map(({ reason, rows }) => (
          <Typography component="li" variant="body2" key={reason}>
            {t("reasonRows", { count: rows, reason })}
          </Typography>
        ))}
      </Box>
      <Typography variant="body2" color="textSecondary">
        {rejects.length < total
          ? t("rejectsFirst", { shown: rejects.length, total })
          : t("rejectsAll", { count: total })}
      </Typography>
      <VirtualTable
        label={t("rejectsTitle")}
        columns={columns}
        rows={rejects}
        rowKey={({ file, sourceRow, reason }) => `${file}:${sourceRow}:${reason}`}
        height={220}
      />
    </Stack>
  );
}
