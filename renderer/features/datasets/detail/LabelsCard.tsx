import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Stack from "@mui/material/Stack";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import Typography from "@mui/material/Typography";
import { useMemo, useState } from "react";
import type { DatasetSummary } from "../../../../electron/shared/contract/datasets.ts";
import type { LabelCount } from "../../../../electron/shared/domain/label.ts";
import { useText } from "../../../app/text/text.ts";
import { formatCount, formatPercent } from "../../../components/format.ts";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { type Column, VirtualTable } from "../../../components/VirtualTable.tsx";
import { text } from "../text.ts";

/** Below this, an accuracy of a label says little. */
const FEW_ROWS = 10;

type Order = "count" | "name";

/** How often each label stands in the rows, as bars and figures. */
export function LabelsCard({ summary }: { summary: DatasetSummary }) {
  const t = useText(text);
  const [order, setOrder] = useState<Order>("count");
  const { version, imbalance } = summary;
  const { labels, rows } = version;
  const sorted = useMemo(
    () => (order === "name" ? labels : [...labels].sort((a, b) => b.count - a.count)),
    [labels, order],
  );
  const columns = useLabelColumns(sorted, rows);
  const few = labels.filter(({ count }) => count < FEW_ROWS).length;
  if (labels.length === 0) {
    return (
      <SectionCard title={t("labels")}>
        <Typography color="textSecondary">{t("noLabels")}</Typography>
      </SectionCard>
    );
  }
  return (
    <SectionCard
      title={t("labels")}
      actions={
        <ToggleButtonGroup
          exclusive
          size="small"
          value={order}
          aria-label={t("orderOf")}
          onChange={(_, next: Order | null) => next !== null && setOrder(next)}
        >
          <ToggleButton value="count">{t("byCount")}</ToggleButton>
          <ToggleButton value="name">{t("byName")}</ToggleButton>
        </ToggleButtonGroup>
      }
    >
      <Stack spacing={1.5}>
        <Typography variant="body2" color="textSecondary">
          {t("labelsLead", { labels: labels.length, rows })}
          {imbalance !== null && ` ${t("imbalance", { times: imbalance })}`}
        </Typography>
        {few > 0 && <Alert severity="warning">{t("rareLabels", { count: few })}</Alert>}
        <VirtualTable
          label={t("labelsTable")}
          columns={columns}
          rows={sorted}
          rowKey={({ label }) => label}
          height={360}
        />
      </Stack>
    </SectionCard>
  );
}

function useLabelColumns(labels: readonly LabelCount[], rows: number): Column<LabelCount>[] {
  const t = useText(text);
  return useMemo(() => {
    const most = labels.reduce((max, { count }) => Math.max(max, count), 1);
    return [
      {
        key: "label",
        title: t("label"),
        width: "minmax(120px, 1.6fr)",
        cell: ({ label }) => (
          <Box component="bdi" title={label}>
            {label}
          </Box>
        ),
      },
      {
        key: "bar",
        title: "",
        width: "minmax(60px, 1fr)",
        cell: ({ count }) => <Bar share={count / most} />,
      },
      {
        key: "rows",
        title: t("rows"),
        width: "72px",
        align: "right",
        cell: ({ count }) => formatCount(count),
      },
      {
        key: "share",
        title: t("share"),
        width: "72px",
        align: "right",
        cell: ({ count }) => formatPercent(count / Math.max(1, rows)),
      },
    ];
  }, [t, labels, rows]);
}

/** The figure beside it says the same to those who do not see it. */
function Bar({ share }: { share: number }) {
  return (
    <Box aria-hidden sx={{ height: 12, borderRadius: 0.5, bgcolor: "action.hover" }}>
      <Box
        sx={{ height: "100%", borderRadius: 0.5, bgcolor: "primary.main" }}
        style={{ width: `${Math.max(0.5, share * 100)}%` }}
      />
    </Box>
  );
}
