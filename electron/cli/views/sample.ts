import type { SampleOutcome } from "../../main/services/api/sample.ts";
import type { Evaluation } from "../../shared/domain/evaluation.ts";
import type { Method } from "../../shared/domain/run-config.ts";
import { bytes, duration } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { table } from "../output/table.ts";
import {
  figureRows,
  INTERVAL_NOTE,
  labelsPerSecond,
  majorityLine,
  measuredOn,
} from "./evaluation.ts";

/** Shares are from 0 to 1. */
export function figuresJson(evaluation: Evaluation): object {
  const { metrics } = evaluation;
  return {
    top1: metrics.accuracy.value,
    top3: metrics.accuracyAt3.value,
    macroF1: metrics.macroF1.value,
    acceptable: metrics.acceptable?.value ?? null,
    calibrationError: metrics.calibrationError,
    intervals: {
      top1: metrics.accuracy,
      top3: metrics.accuracyAt3,
      macroF1: metrics.macroF1,
      acceptable: metrics.acceptable,
    },
    labelsPerS: labelsPerSecond(evaluation),
    seconds: metrics.seconds,
    evaluation: evaluation.id,
  };
}

export function sampleJson(outcome: SampleOutcome): object {
  const { run, base, tuned } = outcome;
  return {
    base: figuresJson(base),
    tuned: figuresJson(tuned),
    seconds: outcome.seconds,
    rows: tuned.metrics.rows,
    labels: tuned.labels.length,
    majority: tuned.metrics.majority,
    run: {
      id: run.run.id,
      name: run.run.name,
      method: run.run.frozen.config.method,
      steps: run.step,
      trainSeconds: run.trainSeconds,
      peakBytes: run.peakBytes,
      plannedBytes: run.plannedBytes,
      modelHash: run.run.frozen.modelHash,
    },
  };
}

const METHOD_TITLES: Readonly<Record<Method, string>> = {
  full: "full",
  lora: "LoRA",
  qlora: "QLoRA",
  dora: "DoRA",
  qdora: "QDoRA",
};

export function sampleText(outcome: SampleOutcome, reporter: Reporter): string {
  const { style, width } = reporter;
  const { run, base, tuned } = outcome;
  const before = figureRows(base);
  const rows = figureRows(tuned).map(([name, value], i) => [name, before[i]?.[1] ?? "", value]);
  rows.push(
    ["Labels a second", labelsPerSecond(base).toFixed(0), labelsPerSecond(tuned).toFixed(0)],
    ["Training time", "", duration(run.trainSeconds)],
    ["Peak memory", "", run.peakBytes === null ? "" : bytes(run.peakBytes)],
  );
  const method = METHOD_TITLES[run.run.frozen.config.method];
  return [
    style.bold(`Base against fine-tuned on ${measuredOn(tuned, outcome.leaderboard.datasetName)}`),
    "",
    table({
      columns: [
        { title: "" },
        { title: "Base", align: "right" },
        { title: `Fine-tuned (${method})`, align: "right" },
      ],
      rows,
      style,
      width,
    }),
    "",
    INTERVAL_NOTE,
    majorityLine(tuned),
    "The orders are synthetic: these figures say nothing about real ones.",
    "",
    `All of it took ${duration(outcome.seconds)}. The run is kept as ${run.run.id}. Next, for example:`,
    `  workbench chat --run ${run.run.id}`,
    `  workbench label --run ${run.run.id} --input orders.csv --output labelled.csv`,
  ].join("\n");
}
