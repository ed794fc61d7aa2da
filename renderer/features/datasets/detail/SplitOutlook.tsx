import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useMemo } from "react";
import type { SplitPreview } from "../../../../electron/shared/contract/datasets.ts";
import {
  PARTS,
  type PartCounts,
  type SplitReport,
} from "../../../../electron/shared/domain/split.ts";
import { useText } from "../../../app/text/text.ts";
import { formatCount, formatPercent } from "../../../components/format.ts";
import { type Column, VirtualTable } from "../../../components/VirtualTable.tsx";
import { text } from "../text.ts";
import { splitNotes } from "./split-notes.ts";

type LabelRow = SplitReport["labels"][number];

/** What the split would be: its parts, what to know of it, and every label in every part. */
export function SplitOutlook({ preview }: { preview: SplitPreview }) {
  const t = useText(text);
  const { report, crossingGroups } = preview;
  const columns = useMemo(
    (): Column<LabelRow>[] => [
      {
        key: "label",
        title: t("label"),
        width: "minmax(160px, 1fr)",
        cell: ({ label }) => <bdi>{label}</bdi>,
      },
      ...PARTS.map(
        (part): Column<LabelRow> => ({
          key: part,
          title: t(`part_${part}`),
          width: "92px",
          align: "right",
          cell: ({ parts }) => formatCount(parts[part]),
        }),
      ),
    ],
    [t],
  );
  return (
    <Stack spacing={2}>
      <PartsBar rows={report.rows} />
      <Stack spacing={1} aria-live="polite">
        {splitNotes(report, crossingGroups).map(({ key, severity, count, names }) => (
          <Alert key={key} severity={severity} role="presentation" sx={{ py: 0 }}>
            {t(key, { count, names })}
          </Alert>
        ))}
      </Stack>
      {report.labels.length > 0 && (
        <VirtualTable
          label={t("perLabel")}
          columns={columns}
          rows={report.labels}
          rowKey={({ label }) => label}
          height={280}
        />
      )}
    </Stack>
  );
}

const COLOURS = { train: "primary.main", validation: "info.main", test: "secondary.main" } as const;

/** The figures stand beside the colours: a part is known by its name. */
function PartsBar({ rows }: { rows: PartCounts }) {
  const t = useText(text);
  const total = Math.max(1, rows.train + rows.validation + rows.test);
  return (
    <Box role="group" aria-label={t("partsLabel")}>
      <Box aria-hidden sx={{ display: "flex", height: 20, gap: "2px" }}>
        {PARTS.map((part) => (
          <Box
            key={part}
            sx={{ bgcolor: COLOURS[part], borderRadius: 0.5 }}
            style={{ width: `${(rows[part] / total) * 100}%` }}
          />
        ))}
      </Box>
      <Box sx={{ display: "flex", flexWrap: "wrap", columnGap: 3, rowGap: 0.5, mt: 1 }}>
        {PARTS.map((part) => (
          <Typography key={part} sx={{ fontVariantNumeric: "tabular-nums" }}>
            <Box
              component="span"
              aria-hidden
              sx={{
                display: "inline-block",
                width: 12,
                height: 12,
                borderRadius: 0.5,
                mr: 0.75,
                bgcolor: COLOURS[part],
              }}
            />
            {`${t(`part_${part}`)}: ${formatCount(rows[part])} (${formatPercent(rows[part] / total)})`}
          </Typography>
        ))}
      </Box>
    </Box>
  );
}
