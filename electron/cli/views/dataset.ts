import type { DatasetSummary, ImportReport } from "../../shared/contract/datasets.ts";
import type { DatasetVersion, Reject } from "../../shared/domain/dataset.ts";
import { count, counted, dateTime, percent, shortHash } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { pairs, table } from "../output/table.ts";

const SHOWN_REJECTS = 10;
const SHOWN_LABELS = 12;

function facts(version: DatasetVersion): [string, string][] {
  const { textChars: chars, mapping } = version;
  const columns = Object.entries(mapping).filter(([, column]) => column !== null);
  return [
    ["Dataset", `${version.name}, version ${version.version} (${shortHash(version.hash)})`],
    ["Kind", version.kind],
    ["Rows", count(version.rows)],
    ["Labels", labelFact(version)],
    [
      "Duplicates",
      version.duplicates === 0 ? "none" : `${count(version.duplicates)} repeated texts`,
    ],
    ["Rejected", count(version.rejects)],
    ["Text length", `median ${count(chars.median)}, longest ${count(chars.maximum)} characters`],
    ["Columns", columns.map(([role, column]) => `${role} = ${column}`).join(", ") || "fixed"],
  ];
}

function labelFact(version: DatasetVersion): string {
  const unlabelled = version.unlabelled === 0 ? "" : `, ${count(version.unlabelled)} rows without`;
  return `${count(version.labels.length)}${unlabelled}`;
}

function rejectLines(
  rejects: readonly Reject[],
  total: number,
  files?: readonly string[],
): string[] {
  const lines = rejects.slice(0, SHOWN_REJECTS).map((reject) => {
    const file = files === undefined || files.length < 2 ? "" : `${files[reject.file]}, `;
    return `  ${file}line ${reject.sourceRow}: ${reject.reason}`;
  });
  const more = total - lines.length;
  if (more > 0) lines.push(`  and ${counted(more, "other")}`);
  return lines;
}

export function importText(
  { version, existing, rejects, remembered, quarantined }: ImportReport,
  files: readonly string[],
  { style }: Reporter,
): string {
  const lines = [pairs(facts(version), style)];
  if (remembered) lines.push("", "The columns were read as in an earlier import of these headers.");
  if (existing) lines.push("", "These very rows were imported before: nothing was added.");
  if (rejects.length > 0) {
    lines.push("", style.yellow(`${counted(version.rejects, "row")} rejected:`));
    lines.push(...rejectLines(rejects, version.rejects, files));
  }
  if (quarantined === true) {
    lines.push(
      "",
      style.yellow("In quarantine: nothing can use these rows before a person confirms."),
    );
    lines.push(`Next: workbench deidentify ${version.hash.slice(0, 12)}`);
  } else lines.push("", `Next: workbench split ${quoted(version.name)}`);
  return lines.join("\n");
}

export function datasetsText(versions: readonly DatasetVersion[], reporter: Reporter): string {
  if (versions.length === 0) return "No dataset yet. Import one with `workbench import FILE`.";
  return table({
    columns: [
      { title: "Dataset", flexible: true },
      { title: "Version", align: "right" },
      { title: "Kind" },
      { title: "Rows", align: "right" },
      { title: "Labels", align: "right" },
      { title: "Hash" },
      { title: "Imported" },
    ],
    rows: versions.map((version) => [
      version.name,
      String(version.version),
      version.kind,
      count(version.rows),
      count(version.labels.length),
      shortHash(version.hash),
      dateTime(version.createdAt),
    ]),
    style: reporter.style,
    width: reporter.width,
  });
}

export function summaryText(summary: DatasetSummary, reporter: Reporter): string {
  const { version, splits, tokenLengths: tokens } = summary;
  const { style } = reporter;
  const entries = facts(version);
  if (summary.imbalance !== null) {
    entries.push(["Imbalance", `largest label ${summary.imbalance.toFixed(1)} times the smallest`]);
  }
  if (tokens !== null) {
    const { median, p95, maximum } = tokens.tokens;
    entries.push([
      "Tokens",
      `median ${count(median)}, 95 % up to ${count(p95)}, longest ${count(maximum)}`,
    ]);
  }
  entries.push(["Splits", splits.map((split) => split.id).join(", ") || "none yet"]);
  const lines = [pairs(entries, style)];
  if (version.labels.length > 0) lines.push("", labelTable(version, reporter));
  if (summary.rejectReasons.length > 0) {
    lines.push("", style.yellow("Rejected rows:"));
    for (const { reason, rows } of summary.rejectReasons) lines.push(`  ${count(rows)}: ${reason}`);
    lines.push(...rejectLines(summary.rejects, version.rejects));
  }
  if (splits.length === 0) lines.push("", `Next: workbench split ${quoted(version.name)}`);
  return lines.join("\n");
}

function labelTable(version: DatasetVersion, { style, width }: Reporter): string {
  const byCount = [...version.labels].sort((a, b) => b.count - a.count);
  const rows = byCount.map(({ label, count: n }) => [label, count(n), percent(n / version.rows)]);
  const shown = rows.slice(0, SHOWN_LABELS);
  const rest = byCount.slice(SHOWN_LABELS).reduce((sum, { count: n }) => sum + n, 0);
  if (rest > 0) {
    const others = counted(rows.length - SHOWN_LABELS, "other label");
    shown.push([others, count(rest), percent(rest / version.rows)]);
  }
  return table({
    columns: [
      { title: "Label", flexible: true },
      { title: "Rows", align: "right" },
      { title: "Share", align: "right" },
    ],
    rows: shown,
    style,
    width,
  });
}

function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : JSON.stringify(name);
}
