import type { Finding, GateReport, ShownExample } from "../../shared/domain/quality/gate-report.ts";
import { count, counted, percent } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { pairs, table } from "../output/table.ts";

const SHOWN = 5;
const TEXT = 90;

const MEANS: Readonly<Record<Finding["id"], string>> = {
  "exact-leak": "held-out rows whose text training sees too",
  "near-leak": "held-out rows that are nearly a training row",
  "template-leak":
    "held-out rows that differ from a training row in names, numbers and dates alone",
  duplicates: "rows whose text came before",
  "label-noise": "rows whose near neighbour has another label",
  classes: "labels with fewer than ten rows",
  truncation: "rows longer than the context",
  short: "rows of one or two words",
  languages: "rows not in the main language",
};

export function gateText(
  report: GateReport,
  examples: readonly ShownExample[],
  { style, width }: Reporter,
): string {
  const { languages, words, near } = report;
  const marks = { red: style.red("LEAK "), amber: style.yellow("look "), ok: style.green("ok   ") };
  const spoken = Object.entries(languages).filter(([, rows]) => rows > 0);
  const lines = [
    pairs(
      [
        ["Rows", count(report.rows)],
        ["Split", report.splitId ?? "none: leaks across parts were not looked for"],
        [
          "Words",
          `median ${count(words.median)}, 95 % up to ${count(words.p95)}, longest ${count(words.maximum)}`,
        ],
        [
          "Languages",
          spoken.map(([name, rows]) => `${name} ${percent(rows / report.rows)}`).join(", "),
        ],
        ["Near", `similarity ${near.threshold} and above; ${counted(near.rows, "row")}`],
        ["Took", `${report.seconds.toFixed(1)} s`],
      ],
      style,
    ),
    "",
    ...report.findings.map(
      ({ id, severity, rows }) => `${marks[severity]} ${count(rows)} ${MEANS[id]}`,
    ),
  ];
  if (near.crowded > 0) {
    lines.push(
      "",
      `Some rows have so many alike that not every pair was compared (${count(near.crowded)} places).`,
    );
  }
  if (report.deficits.length > 0) {
    lines.push(
      "",
      table({
        columns: [
          { title: "Label with few rows", flexible: true },
          { title: "Rows", align: "right" },
          { title: "Train", align: "right" },
        ],
        rows: report.deficits
          .slice(0, SHOWN)
          .map((one) => [one.label, count(one.rows), one.train === null ? "-" : count(one.train)]),
        style,
        width,
      }),
    );
  }
  const worst = examples.filter(({ kind }) => kind !== "short").slice(0, SHOWN);
  for (const { kind, similarity, texts, parts } of worst) {
    lines.push("", `${kind}, similarity ${similarity.toFixed(2)}:`);
    for (const [i, text] of texts.entries())
      lines.push(`  ${parts[i] ?? "row"}: ${text.replace(/\s+/g, " ").slice(0, TEXT)}`);
  }
  return lines.join("\n");
}
