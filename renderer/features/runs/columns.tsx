import Box from "@mui/material/Box";
import Checkbox from "@mui/material/Checkbox";
import LinearProgress from "@mui/material/LinearProgress";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { Link as PageLink } from "wouter";
import type { RunSummary } from "../../../electron/shared/contract/runs.ts";
import type { LiveRun } from "../../../electron/shared/domain/run-live.ts";
import type { Translate } from "../../app/text/text.ts";
import {
  formatCount,
  formatDate,
  formatDuration,
  formatFigure,
  formatPercent,
} from "../../components/format.ts";
import { RunStatusChip } from "../../components/RunStatusChip.tsx";
import type { Column } from "../../components/VirtualTable.tsx";
import { RunMenu } from "./RunMenu.tsx";
import type { text } from "./text.ts";
import type { RunActs } from "./use-run-acts.ts";

export interface ColumnParts {
  readonly t: Translate<(typeof text)["en"]>;
  readonly live: ReadonlyMap<string, LiveRun>;
  readonly acts: RunActs;
  readonly selected: ReadonlySet<string>;
  readonly toggle: (run: string) => void;
}

const RESUMABLE: ReadonlySet<string> = new Set(["queued", "interrupted", "stopped", "failed"]);

export function runColumns({ t, live, acts, selected, toggle }: ColumnParts): Column<RunSummary>[] {
  return [
    {
      key: "select",
      title: "✓",
      width: "32px",
      cell: ({ run }) => (
        <Checkbox
          size="small"
          sx={{ p: 0 }}
          checked={selected.has(run.id)}
          onClick={(event) => event.stopPropagation()}
          onChange={() => toggle(run.id)}
          slotProps={{ input: { "aria-label": t("select", { name: run.name }) } }}
        />
      ),
    },
    { key: "name", title: t("name"), width: "minmax(130px, 1.4fr)", cell: (s) => name(s, t) },
    {
      key: "state",
      title: t("state"),
      width: "118px",
      cell: ({ run }) => <RunStatusChip status={run.status} live={live.get(run.id)} />,
    },
    {
      key: "progress",
      title: t("progress"),
      width: "140px",
      cell: (summary) => <Progress summary={summary} live={live.get(summary.run.id)} t={t} />,
    },
    {
      key: "loss",
      title: t("bestLoss"),
      width: "80px",
      align: "right",
      cell: ({ bestLoss }) => (bestLoss === null ? "–" : formatFigure(bestLoss)),
    },
    {
      key: "accuracy",
      title: t("accuracy"),
      width: "80px",
      align: "right",
      cell: ({ accuracy }) => (accuracy === null ? "–" : formatPercent(accuracy)),
    },
    {
      key: "from",
      title: t("from"),
      width: "minmax(110px, 1fr)",
      cell: (summary) => <Two above={summary.datasetName} below={summary.modelName} />,
    },
    {
      key: "started",
      title: t("started"),
      width: "142px",
      cell: ({ run }) => (
        <Typography variant="caption">{formatDate(run.startedAt ?? run.createdAt)}</Typography>
      ),
    },
    {
      key: "menu",
      title: "…",
      width: "36px",
      cell: (summary) => (
        <RunMenu
          summary={summary}
          acts={acts}
          resumable={!live.has(summary.run.id) && RESUMABLE.has(summary.run.status)}
        />
      ),
    },
  ];
}

function name({ run }: RunSummary, t: ColumnParts["t"]) {
  return (
    <>
      <Link
        component={PageLink}
        href={`/runs/${run.id}`}
        onClick={(event: React.MouseEvent) => event.stopPropagation()}
      >
        {run.name}
      </Link>
      {run.archivedAt !== null && (
        <Typography component="span" variant="caption" color="textSecondary" sx={{ ml: 1 }}>
          {t("archivedMark")}
        </Typography>
      )}
    </>
  );
}

function Two({ above, below }: { above: string; below: string }) {
  return (
    <Box title={`${above}, ${below}`}>
      <Typography variant="caption" noWrap sx={LINE}>
        {above}
      </Typography>
      <Typography variant="caption" noWrap color="textSecondary" sx={LINE}>
        {below}
      </Typography>
    </Box>
  );
}

const LINE = { display: "block", lineHeight: 1.3 } as const;

interface ProgressProps {
  readonly summary: RunSummary;
  readonly live: LiveRun | undefined;
  readonly t: ColumnParts["t"];
}

function Progress({ summary, live, t }: ProgressProps) {
  if (live !== undefined && live.queued > 0) return t("place", { place: live.queued });
  const step = Math.max(summary.step, live?.step ?? 0);
  const total = live !== undefined && live.totalSteps > 0 ? live.totalSteps : summary.totalSteps;
  if (total === 0) return "–";
  const words = t("steps", { step: formatCount(step), total: formatCount(total) });
  const short = `${formatCount(step)} / ${formatCount(total)}`;
  const eta = live?.etaMs ?? null;
  const left = eta === null || step >= total ? "" : t("left", { time: formatDuration(eta / 1000) });
  return (
    <Box>
      <Typography variant="caption" sx={LINE} noWrap title={words}>
        {left === "" ? short : left}
      </Typography>
      <LinearProgress
        aria-label={words}
        variant="determinate"
        value={Math.min(100, (100 * step) / total)}
      />
    </Box>
  );
}
