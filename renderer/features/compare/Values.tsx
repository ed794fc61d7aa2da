import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import Typography from "@mui/material/Typography";
import type { RunSummary } from "../../../electron/shared/contract/runs.ts";
import { useText } from "../../app/text/text.ts";
import type { RunHistory } from "../../charts/history/run-history.ts";
import type { MetricSeries } from "../../charts/series/metric-series.ts";
import { formatCount, formatDuration, formatFigure } from "../../components/format.ts";
import { SectionCard } from "../../components/SectionCard.tsx";
import { TableScroll } from "../../components/TableScroll.tsx";
import { text } from "./text.ts";

interface Props {
  readonly histories: readonly RunHistory[];
  readonly names: ReadonlyMap<string, RunSummary>;
  /** Draws again as the histories grow. */
  readonly revision: number;
}

/** The figures people choose a run by: a last value alone says little. */
export function Values({ histories, names }: Props) {
  const t = useText(text);
  const heads = ["best", "lastValidation", "minTrain", "lastTrain", "steps", "time"] as const;
  return (
    <SectionCard title={t("values")}>
      <TableScroll label={t("values")}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{t("run")}</TableCell>
              {heads.map((head) => (
                <TableCell key={head} align="right">
                  {t(head)}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {histories.map((history) => {
              const loss = history.series("loss");
              const validation = history.series("validationLoss");
              const seconds = loss.length === 0 ? 0 : loss.wallMs.at(loss.length - 1) / 1000;
              return (
                <TableRow key={history.run}>
                  <TableCell component="th" scope="row" sx={{ overflowWrap: "anywhere" }}>
                    {names.get(history.run)?.run.name ?? history.run}
                  </TableCell>
                  <Lowest series={validation} />
                  <TableCell align="right">{last(validation)}</TableCell>
                  <Lowest series={loss} />
                  <TableCell align="right">{lastSmooth(loss)}</TableCell>
                  <TableCell align="right">{formatCount(loss.length)}</TableCell>
                  <TableCell align="right">{formatDuration(seconds)}</TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </TableScroll>
    </SectionCard>
  );
}

function Lowest({ series }: { series: MetricSeries }) {
  const t = useText(text);
  const found = series.pyramid.extremes(0, series.length);
  if (found === null) return <TableCell align="right">–</TableCell>;
  return (
    <TableCell align="right">
      {formatFigure(series.values.at(found.min), 4)}
      <Typography variant="caption" color="textSecondary" noWrap component="div">
        {t("atStep", { step: formatCount(series.steps.at(found.min)) })}
      </Typography>
    </TableCell>
  );
}

function last({ values, length }: MetricSeries): string {
  return length === 0 || !Number.isFinite(values.at(length - 1))
    ? "–"
    : formatFigure(values.at(length - 1), 4);
}

function lastSmooth({ smooth, length }: MetricSeries): string {
  const mean = smooth.means.at(length - 1);
  return Number.isFinite(mean) ? formatFigure(mean, 4) : "–";
}
