import type { AugmentOutcome, SynthesisOutcome } from "../../shared/contract/preparation.ts";
import type { AugmentReport } from "../../shared/domain/augment/config.ts";
import { count, counted, shortHash } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { pairs, table } from "../output/table.ts";

const SHOWN_LABELS = 12;
const SHOWN_EXAMPLES = 3;

function reportPairs(report: AugmentReport): [string, string][] {
  return [
    ["Training rows", count(report.trainingRows)],
    ["With other words", count(report.synonyms)],
    ["Masked", count(report.masked)],
    ["For rare labels", count(report.boosted)],
    ["Left out", `${count(report.equal)} equal to a text that is there`],
    ["Unchanged", `${count(report.unchanged)} copies in which nothing could be replaced`],
  ];
}

function labelTable({ labels }: AugmentReport, { style, width }: Reporter): string[] {
  if (labels.length === 0) return [];
  const rows = labels
    .slice(0, SHOWN_LABELS)
    .map(({ label, before, after }) => [label, count(before), count(after)]);
  const columns = [
    { title: "Rare label", flexible: true },
    { title: "Before", align: "right" as const },
    { title: "After", align: "right" as const },
  ];
  return ["", table({ columns, rows, style, width })];
}

export function augmentText(
  { version, split, report }: AugmentOutcome,
  reporter: Reporter,
): string {
  const facts: [string, string][] = [
    ["Dataset", `${version.name}, version ${version.version} (${shortHash(version.hash)})`],
    ["Rows", count(version.rows)],
    ["Split", `${split.id}: ${count(split.report.rows.train)} to learn from, the rest as before`],
    ...reportPairs(report),
  ];
  return [pairs(facts, reporter.style), ...labelTable(report, reporter)].join("\n");
}

export function augmentPreviewText(
  found: { report: AugmentReport; examples: { parent: string; text: string; origin: string }[] },
  reporter: Reporter,
): string {
  const examples = found.examples
    .slice(0, SHOWN_EXAMPLES)
    .flatMap(({ parent, text, origin }) => ["", `${origin}:`, `  ${parent}`, `  → ${text}`]);
  return [
    pairs(reportPairs(found.report), reporter.style),
    ...labelTable(found.report, reporter),
    ...examples,
  ].join("\n");
}

export function synthesisText({ version, report }: SynthesisOutcome, { style }: Reporter): string {
  const lines = [
    pairs(
      [
        ["Dataset", `${version.name}, version ${version.version} (${shortHash(version.hash)})`],
        ["Cases", count(report.cases)],
        ["Notes", count(report.notes)],
        ["Left out", `${count(report.equal)} that came out as one written before`],
      ],
      style,
    ),
  ];
  if (report.rejected > 0) {
    lines.push("", style.yellow(`${counted(report.rejected, "case")} not used:`));
    for (const { sourceRow, reason } of report.rejects.slice(0, 10)) {
      lines.push(`  case ${sourceRow}: ${reason}`);
    }
  }
  return lines.join("\n");
}
