import type { Evaluation, LabelScore } from "../../shared/domain/evaluation.ts";
import { counted, percent, percentInterval, significant } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { pairs, table } from "../output/table.ts";

/** The figures every table of models shows, in this order. */
export function figureRows({ metrics }: Evaluation): [name: string, value: string][] {
  const rows: [string, string][] = [
    ["Top-1 accuracy", percentInterval(metrics.accuracy)],
    ["Accuracy@3", percentInterval(metrics.accuracyAt3)],
    ["Macro-F1", percentInterval(metrics.macroF1)],
  ];
  if (metrics.acceptable !== null) {
    rows.push(["Acceptable label", percentInterval(metrics.acceptable)]);
  }
  rows.push(["Calibration error", significant(metrics.calibrationError, 2)]);
  return rows;
}

/** What the figures were measured on. */
export function measuredOn(evaluation: Evaluation, datasetName: string): string {
  const part = evaluation.part === null ? "all rows" : `${evaluation.part} part`;
  const rows = counted(evaluation.metrics.rows, "row");
  return `${datasetName}, ${part}: ${rows}, ${counted(evaluation.labels.length, "label")}`;
}

export const INTERVAL_NOTE = "In brackets: 95 % interval, percentile bootstrap over the rows.";

export function majorityLine({ metrics }: Evaluation): string {
  const { label, accuracy, macroF1 } = metrics.majority;
  return `Always answering "${label}" reaches ${percent(accuracy)} (macro-F1 ${percent(macroF1)}).`;
}

export function truncationLines({ metrics }: Evaluation): string[] {
  if (metrics.truncated === 0) return [];
  const texts = counted(metrics.truncated, "text was", "texts were");
  return [`${texts} too long and cut to fit the context.`];
}

export function labelsPerSecond({ metrics }: Evaluation): number {
  return metrics.rows / Math.max(metrics.seconds, 1e-9);
}

const WEAKEST = 5;

export interface EvaluationView {
  title: string;
  datasetName: string;
  everyLabel: boolean;
}

export function evaluationText(
  evaluation: Evaluation,
  view: EvaluationView,
  reporter: Reporter,
): string {
  const { style } = reporter;
  const { labels, seconds } = evaluation.metrics;
  const ranked = [...labels].sort((a, b) => a.f1 - b.f1 || b.support - a.support);
  const shown = view.everyLabel ? labels : ranked.slice(0, WEAKEST);
  const all = shown.length === labels.length;
  return [
    style.bold(`${view.title} on ${measuredOn(evaluation, view.datasetName)}`),
    "",
    pairs(figureRows(evaluation), style),
    "",
    INTERVAL_NOTE,
    majorityLine(evaluation),
    ...truncationLines(evaluation),
    `Took ${seconds.toFixed(1)} s (${labelsPerSecond(evaluation).toFixed(0)} labels a second).`,
    "",
    style.bold(all ? "Labels" : "Weakest labels (all of them: --every-label)"),
    labelTable(shown, reporter),
  ].join("\n");
}

function labelTable(labels: readonly LabelScore[], { style, width }: Reporter): string {
  return table({
    columns: [
      { title: "Label", flexible: true },
      { title: "Rows", align: "right" },
      { title: "Precision", align: "right" },
      { title: "Recall", align: "right" },
      { title: "F1", align: "right" },
    ],
    rows: labels.map((score) => [
      score.label,
      String(score.support),
      percent(score.precision),
      percent(score.recall),
      percent(score.f1),
    ]),
    style,
    width,
  });
}
