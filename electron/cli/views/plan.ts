import type { PlanOutcome } from "../../main/services/api/plan.ts";
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
  if (plan.hostBytes > 0) lines.push(`Beside it, ${bytes(plan.hostBytes)} of host memory.`);
  for (const { change, totalBytes, verdict: then } of outcome.fixes) {
    const how = then === "exceeds" ? "Less, but not enough alone" : "To make it fit";
    lines.push(`${how}: ${change} takes ${bytes(totalBytes)}.`);
  }
  return lines.join("\n");
}
