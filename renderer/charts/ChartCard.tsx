import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useState, useSyncExternalStore } from "react";
import { useText } from "../app/text/text.ts";
import { SectionCard } from "../components/SectionCard.tsx";
import { ChartTable } from "./ChartTable.tsx";
import { ExportMenu } from "./ExportMenu.tsx";
import { formatterOf } from "./format-axis.ts";
import { LineKey } from "./LineKey.tsx";
import { MetricChart, type MetricChartProps } from "./MetricChart.tsx";
import { text } from "./text.ts";
import { useColours } from "./use-colours.ts";

interface Props extends MetricChartProps {
  /** Of the file an export offers. */
  readonly fileName: string;
  /** One line under the chart: how it is used. */
  readonly howTo?: boolean;
}

/** A chart with its legend, its figures as a table, and its ways out. */
export function ChartCard({ fileName, howTo, ...chart }: Props) {
  const { title, lines, view, axis, log, height, formatY, revision } = chart;
  const t = useText(text);
  const [asTable, setAsTable] = useState(false);
  const { dark } = useColours();
  const zoomed = useSyncExternalStore(view.onChange, () => view.span !== null);
  const picture = () => ({
    ...{ title, lines, axis, log, formatY },
    span: view.shown,
    axisTitle: axis === "time" ? t("wall") : t(axis),
    formatX: formatterOf(axis),
  });
  return (
    <SectionCard
      title={title}
      actions={
        <>
          <Button size="small" disabled={!zoomed} onClick={() => view.reset()}>
            {t("showAll")}
          </Button>
          <Button size="small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? t("curves") : t("table")}
          </Button>
          <ExportMenu name={fileName} picture={picture} />
        </>
      }
    >
      {asTable ? (
        <ChartTable {...{ title, lines, formatY, revision }} height={height} />
      ) : (
        <MetricChart {...chart} />
      )}
      {lines.length > 1 && (
        <Box
          component="ul"
          sx={{ display: "flex", flexWrap: "wrap", gap: 2, listStyle: "none", p: 0, m: 0, mt: 1 }}
        >
          {lines.map(({ id, label, style, sparse }) => (
            <Box component="li" key={id} sx={{ display: "flex", alignItems: "center", gap: 0.75 }}>
              <LineKey style={style} dark={dark} marked={sparse} />
              <Typography variant="body2">{label}</Typography>
            </Box>
          ))}
        </Box>
      )}
      {howTo === true && !asTable && (
        <Typography variant="caption" color="textSecondary" sx={{ display: "block", mt: 1 }}>
          {t("howTo")}
        </Typography>
      )}
    </SectionCard>
  );
}
