import type { Finding, GateReport } from "./gate-report.ts";

/** What the figures mean, the gravest first. */
export function findingsOf(report: Omit<GateReport, "findings">): Finding[] {
  const { exact, near, template, truncation, languages, deficits } = report;
  const other = report.rows - Math.max(...Object.values(languages));
  // What was not looked for is not called fine.
  const across: Finding[] = [red("exact-leak", exact.leaked), red("near-leak", near.leaked)];
  const found: Finding[] = [
    ...(report.splitId === null ? [] : [...across, amber("template-leak", template.leaked)]),
    amber("duplicates", exact.rows),
    amber("label-noise", report.labelNoise),
    amber("classes", deficits.length),
    ...(truncation === null ? [] : [amber("truncation", truncation.over)]),
    amber("short", report.short),
    amber("languages", other),
  ];
  const order = { red: 0, amber: 1, ok: 2 };
  return found.sort((a, b) => order[a.severity] - order[b.severity]);
}

const amber = (id: Finding["id"], rows: number): Finding => ({
  id,
  severity: rows > 0 ? "amber" : "ok",
  rows,
});
const red = (id: Finding["id"], rows: number): Finding => ({
  id,
  severity: rows > 0 ? "red" : "ok",
  rows,
});
