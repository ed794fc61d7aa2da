import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { keepPreviousData } from "@tanstack/react-query";
import { useId, useMemo, useState } from "react";
import type { ShownRow } from "../../../../electron/shared/contract/datasets.ts";
import type { DatasetVersion } from "../../../../electron/shared/domain/dataset.ts";
import { api } from "../../../api/client.ts";
import { useApiQuery } from "../../../api/hooks.ts";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { formatCount } from "../../../components/format.ts";
import { LabelledValue } from "../../../components/LabelledValue.tsx";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { type Column, VirtualTable } from "../../../components/VirtualTable.tsx";
import { text } from "../text.ts";

const PAGE = 100;

/** The rows themselves, a page at a time. */
export function RowsCard({ version }: { version: DatasetVersion }) {
  const t = useText(text);
  const [from, setFrom] = useState(0);
  const [open, setOpen] = useState<ShownRow | null>(null);
  const page = useApiQuery(
    api.datasets.rows,
    { dataset: version.hash, from, limit: PAGE },
    { placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY },
  );
  const columns = useRowColumns(version);
  const rows = page.data?.rows ?? [];
  const to = Math.min(from + PAGE, version.rows);
  return (
    <SectionCard
      title={t("rowsTitle")}
      actions={
        <>
          <Typography variant="body2" color="textSecondary" role="status">
            {t("rowsRange", { from: from + 1, to, total: version.rows })}
          </Typography>
          <Button size="small" disabled={from === 0} onClick={() => setFrom(from - PAGE)}>
            {t("previous")}
          </Button>
          <Button size="small" disabled={to >= version.rows} onClick={() => setFrom(from + PAGE)}>
            {t("next")}
          </Button>
        </>
      }
    >
      {page.error !== null && <ErrorAlert error={page.error} />}
      <VirtualTable
        label={t("rowsLabel")}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.index)}
        height={440}
        onOpen={setOpen}
      />
      {open !== null && <RowDialog row={open} onClose={() => setOpen(null)} />}
    </SectionCard>
  );
}

/** Only columns that the import filled. */
function useRowColumns({ mapping, labels }: DatasetVersion): Column<ShownRow>[] {
  const t = useText(text);
  return useMemo(() => {
    const all: (Column<ShownRow> & { readonly there: boolean })[] = [
      plain("id", t("role_id"), "110px", (row) => row.id),
      plain("text", t("role_text"), "minmax(280px, 3fr)", (row) => row.text),
      {
        ...plain("label", t("role_label"), "minmax(140px, 1fr)", (row) => row.label),
        there: labels.length > 0,
      },
      {
        ...plain("answer", t("role_answer"), "minmax(160px, 2fr)", (row) => row.answer),
        there: mapping.answer !== null,
      },
      {
        ...plain("group", t("role_group"), "120px", (row) => row.group),
        there: mapping.group !== null,
      },
      {
        ...plain("part", t("role_part"), "100px", (row) => row.part && t(`part_${row.part}`)),
        there: mapping.part !== null,
      },
      plain("line", t("line"), "72px", (row) => formatCount(row.sourceRow)),
    ];
    return all.filter((column) => column.there);
  }, [t, mapping, labels]);
}

function plain(
  key: string,
  title: string,
  width: string,
  value: (row: ShownRow) => string | null,
): Column<ShownRow> & { there: boolean } {
  return { key, title, width, there: true, cell: (row) => <bdi>{value(row) ?? ""}</bdi> };
}

function RowDialog({ row, onClose }: { row: ShownRow; onClose: () => void }) {
  const t = useText(text);
  const id = useId();
  const shown = ["text", "label", "answer", "group", "parent", "origin"] as const;
  const parts = shown.filter((key) => row[key] !== null && row[key] !== undefined);
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby={id}>
      <DialogTitle id={id}>
        {`${t("rowTitle", { id: row.id })}, ${t("sourceLine", { row: row.sourceRow })}`}
      </DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          {parts.map((key) => (
            <LabelledValue key={key} label={t(`role_${key}`)}>
              <Box
                component="bdi"
                sx={{
                  display: "block",
                  whiteSpace: "pre-wrap",
                  overflowWrap: "anywhere",
                  fontWeight: 400,
                }}
              >
                {row[key]}
              </Box>
            </LabelledValue>
          ))}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button autoFocus onClick={onClose}>
          {t("close")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
