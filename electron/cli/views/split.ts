import { PARTS, type Split } from "../../shared/domain/split.ts";
import { count, counted, percent, shortHash } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { table } from "../output/table.ts";

const SHOWN = 8;

export function splitText({ id, sha256, config, report }: Split, reporter: Reporter): string {
  const { style, width } = reporter;
  const total = PARTS.reduce((sum, part) => sum + report.rows[part], 0);
  const how =
    config.method === "column"
      ? "parts as the dataset names them"
      : [
          `drawn with seed ${config.seed}`,
          config.stratified ? "stratified by label" : "not stratified",
          config.grouped ? `${counted(report.groups, "group")} kept whole` : "",
        ]
          .filter((word) => word !== "")
          .join(", ");
  const lines = [
    style.bold(`Split ${id} (${shortHash(sha256)}): ${how}`),
    "",
    table({
      columns: [
        { title: "Part" },
        { title: "Rows", align: "right" },
        { title: "Share", align: "right" },
      ],
      rows: PARTS.map((part) => [
        part,
        count(report.rows[part]),
        percent(report.rows[part] / total),
      ]),
      style,
      width,
    }),
    "",
  ];
  if (report.duplicateSets > 0) {
    lines.push(`${counted(report.duplicateSets, "set")} of equal texts, each kept in one part.`);
  }
  if (report.crossingDuplicates > 0) {
    const texts = counted(report.crossingDuplicates, "text stands", "texts stand");
    lines.push(style.yellow(`Note: ${texts} in more than one part: figures on test are too good.`));
  }
  if (report.unassigned > 0) {
    lines.push(style.yellow(`Note: ${counted(report.unassigned, "row")} belong to no part.`));
  }
  for (const { label, rows, missing } of report.unstratified.slice(0, SHOWN)) {
    lines.push(`"${label}" (${counted(rows, "row")}) is too rare for ${missing.join(" and ")}.`);
  }
  const more = report.unstratified.length - SHOWN;
  if (more > 0) lines.push(`and ${counted(more, "other rare label")}.`);
  return lines.join("\n").trimEnd();
}
