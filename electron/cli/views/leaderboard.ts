import type { Leaderboard, LeaderboardRow } from "../../shared/domain/leaderboard.ts";
import { bytes, duration, percentInterval, pValue } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { type Column, table } from "../output/table.ts";
import { textWidth } from "../output/text-width.ts";
import { INTERVAL_NOTE } from "./evaluation.ts";

const COLUMNS: readonly Column[] = [
  { title: "Model", flexible: true },
  { title: "Method" },
  { title: "Top-1", align: "right" },
  { title: "Accuracy@3", align: "right" },
  { title: "Macro-F1", align: "right" },
  { title: "Training", align: "right" },
  { title: "Peak memory", align: "right" },
  { title: "Labels/s", align: "right" },
  { title: "Against first" },
];

function cells(row: LeaderboardRow): string[] {
  const { metrics } = row.evaluation;
  return [
    row.name,
    row.method,
    percentInterval(metrics.accuracy),
    percentInterval(metrics.accuracyAt3),
    percentInterval(metrics.macroF1),
    row.trainSeconds === null ? "" : duration(row.trainSeconds),
    row.peakBytes === null ? "" : bytes(row.peakBytes),
    row.labelsPerS.toFixed(0),
    versus(row),
  ];
}

function versus({ versusFirst }: LeaderboardRow): string {
  if (versusFirst === null) return "";
  const { onlyThis, onlyFirst, pValue: p } = versusFirst;
  return `+${onlyThis} -${onlyFirst}, p ${pValue(p)}`;
}

/** One line a model where the terminal is wide enough, else one column a model. */
export function leaderboardText(board: Leaderboard, reporter: Reporter): string {
  const { style, width } = reporter;
  const rows = board.rows.map(cells);
  const unlimited = table({ columns: COLUMNS, rows, style, width: Number.MAX_SAFE_INTEGER });
  const needed = Math.max(...unlimited.split("\n").map(textWidth));
  const body = needed <= width ? unlimited : turned(rows, reporter);
  return [
    style.bold(`${board.datasetName}, ${board.part === null ? "all rows" : `${board.part} part`}`),
    "",
    body,
    "",
    INTERVAL_NOTE,
    `Against first: rows that only this model (+) or only the first one (-) has right, and the`,
    `exact McNemar test on top-1.`,
    ...board.warnings.map((warning) => style.yellow(`Note: ${warning}`)),
  ].join("\n");
}

function turned(rows: readonly string[][], { style, width }: Reporter): string {
  const lines = COLUMNS.slice(1)
    .map((column, i) => [column.title, ...rows.map((row) => row[i + 1] ?? "")])
    .filter((line) => line.slice(1).some((cell) => cell !== ""));
  const columns = [{ title: "" }, ...rows.map((row) => ({ title: row[0] ?? "", flexible: true }))];
  return table({ columns, rows: lines, style, width });
}
