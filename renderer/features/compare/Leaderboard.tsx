import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import Typography from "@mui/material/Typography";
import type { RunSummary } from "../../../electron/shared/contract/runs.ts";
import type { Estimate } from "../../../electron/shared/domain/evaluation.ts";
import type { LeaderboardRow } from "../../../electron/shared/domain/leaderboard.ts";
import { api } from "../../api/client.ts";
import { useApiCommand, useApiQuery } from "../../api/hooks.ts";
import { useLiveRuns } from "../../api/live-runs.ts";
import { useNotice } from "../../app/notices/notices.tsx";
import { useText } from "../../app/text/text.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatFigure,
  formatPercent,
} from "../../components/format.ts";
import { text as fieldText } from "../../components/run-config/text.ts";
import { SectionCard } from "../../components/SectionCard.tsx";
import { TableScroll } from "../../components/TableScroll.tsx";
import { text } from "./text.ts";

/** The chosen runs and their base on the same test rows, where they were evaluated. */
export function Leaderboard({ runs }: { runs: readonly RunSummary[] }) {
  const t = useText(text);
  const evaluated = runs.filter(({ accuracy }) => accuracy !== null);
  const others = runs.filter(({ accuracy }) => accuracy === null);
  return (
    <SectionCard title={t("leaderboard")}>
      <Box sx={{ display: "grid", gap: 2 }}>
        {others.length > 0 && <NotEvaluated runs={others} />}
        {evaluated.length > 0 && <Board runs={evaluated.map(({ run }) => run.id)} />}
      </Box>
    </SectionCard>
  );
}

function NotEvaluated({ runs }: { runs: readonly RunSummary[] }) {
  const t = useText(text);
  const notice = useNotice();
  const live = useLiveRuns();
  const evaluate = useApiCommand(api.runs.evaluate, {
    invalidates: ["runs"],
    onError: notice.failed,
  });
  const busy = runs.some(({ run }) => live.has(run.id));
  return (
    <Alert
      severity="info"
      action={
        <Button
          color="inherit"
          size="small"
          disabled={busy}
          onClick={() => {
            for (const { run } of runs) evaluate.mutate({ run: run.id });
          }}
        >
          {t(busy ? "evaluating" : "evaluate")}
        </Button>
      }
    >
      {t("notEvaluated", { names: runs.map(({ run }) => run.name).join(", ") })}
    </Alert>
  );
}

const HEADS = ["accuracy", "accuracyAt3", "macroF1", "minutes", "peak", "speed", "versus"] as const;

function Board({ runs }: { runs: readonly string[] }) {
  const t = useText(text);
  const board = useApiQuery(api.evaluation.compare, { runs: [...runs], part: "test" });
  if (board.isError) return <ErrorAlert error={board.error} />;
  if (board.data === undefined) return null;
  return (
    <>
      {board.data.warnings.map((warning) => (
        <Alert key={warning} severity="warning">
          {warning}
        </Alert>
      ))}
      <TableScroll label={t("leaderboard")}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{t("model")}</TableCell>
              <TableCell>{t("method")}</TableCell>
              {HEADS.map((head) => (
                <TableCell key={head} align="right">
                  {t(head)}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {board.data.rows.map((row) => (
              <BoardRow key={row.runId ?? row.name} row={row} />
            ))}
          </TableBody>
        </Table>
      </TableScroll>
      <Typography variant="caption" color="textSecondary">
        {t("interval")}
      </Typography>
    </>
  );
}

function BoardRow({ row }: { row: LeaderboardRow }) {
  const t = useText(text);
  const field = useText(fieldText);
  const { metrics } = row.evaluation;
  const method = `method-${row.method}`;
  const versus = row.versusFirst;
  const cells = [
    estimate(metrics.accuracy),
    estimate(metrics.accuracyAt3),
    estimate(metrics.macroF1),
    row.trainSeconds === null ? "–" : formatDuration(row.trainSeconds),
    row.peakBytes === null ? "–" : formatBytes(row.peakBytes),
    formatCount(row.labelsPerS),
    versus === null
      ? "–"
      : t("versusWords", {
          more: versus.onlyThis,
          less: versus.onlyFirst,
          p: versus.pValue < 0.001 ? "< 0.001" : formatFigure(versus.pValue, 2),
        }),
  ];
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {row.name}
      </TableCell>
      <TableCell>
        {method in fieldText.en ? field(method as Parameters<typeof field>[0]) : t("base")}
      </TableCell>
      {cells.map((cell, i) => (
        <TableCell key={HEADS[i]} align="right" sx={{ fontVariantNumeric: "tabular-nums" }}>
          {cell}
        </TableCell>
      ))}
    </TableRow>
  );
}

/** "84.2 % (81.0–87.1)" */
function estimate({ value, low, high }: Estimate): string {
  const bare = (share: number) => formatPercent(share).replace(" %", "");
  return `${formatPercent(value)} (${bare(low)}–${bare(high)})`;
}
