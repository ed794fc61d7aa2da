import type { PlanOutcome, SolveOutcome } from "../../main/services/api/plan.ts";
import type { PlanVerdict } from "../../shared/domain/memory-plan.ts";
import { bytes, count, percent } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { table } from "../output/table.ts";

const VERDICTS: Readonly<Record<PlanVerdict, string>> = {
  fits: "Fits.",
  tight: "Tight: other programs need memory too.",
  exceeds: "Does not fit.",
};

export function planText(outcome: PlanOutcome, reporter: Reporter): string {
  const { plan, verdict } = outcome;
  const { style, width } = reporter;
  const paint = { fits: style.green, tight: style.yellow, exceeds: style.red }[verdict];
  const rows = plan.components
    .filter((part) => part.bytes > 0)
    .sort((a, b) => b.bytes - a.bytes)
    .map((part) => [part.component, bytes(part.bytes), percent(part.bytes / plan.totalBytes)]);
  rows.push(["total", bytes(plan.totalBytes), ""]);
  const lines = [
    style.bold(`${plan.deviceName} (${plan.backend})`),
    "",
    table({
      columns: [
        { title: "Component" },
        { title: "Memory", align: "right" },
        { title: "Share", align: "right" },
      ],
      rows,
      style,
      width,
    }),
    "",
    `${paint(VERDICTS[verdict])} ${bytes(outcome.availableBytes)} of memory can be used.`,
    `${count(plan.trainableParameters)} of ${count(plan.baseParameters)} parameters are trained, ` +
      `${count(plan.tokensPerMicroBatch)} tokens per micro-batch.`,
  ];
  if (outcome.basis === "cpu-for-card") {
    lines.push(
      `This is the plan of the CPU engine held against the memory of the card: ${outcome.basisReason}. ` +
        "The card's own figure differs: it keeps activations in 16 bits, and its driver takes memory too.",
    );
  }
  if (plan.hostBytes > 0) lines.push(`Beside it, ${bytes(plan.hostBytes)} of host memory.`);
  for (const { change, totalBytes, verdict: then } of outcome.fixes) {
    const how = then === "exceeds" ? "Less, but not enough alone" : "To make it fit";
    lines.push(`${how}: ${change} takes ${bytes(totalBytes)}.`);
  }
  return lines.join("\n");
}

const FIELD_NAMES: Readonly<Record<SolveOutcome["field"], string>> = {
  microBatch: "micro-batch",
  contextLength: "context length",
  rank: "rank",
};

const ENDS: Readonly<Record<SolveOutcome["limitedBy"], string>> = {
  memory: "more would not fit",
  model: "the model takes no longer context",
  range: "there is no larger one",
};

/** The largest value that fits, with its plan. */
export function solveText(solved: SolveOutcome, reporter: Reporter): string {
  const { field, value, limitedBy, outcome } = solved;
  const name = FIELD_NAMES[field];
  const found =
    value === null
      ? `Not even a ${name} of ${count(outcome.config[field])} fits.`
      : `The largest ${name} that fits is ${count(value)}: ${ENDS[limitedBy]}.`;
  return [found, "", planText(outcome, reporter)].join("\n");
}
