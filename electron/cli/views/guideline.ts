import type { GuidelineImport } from "../../main/services/guideline-service.ts";
import type { GuidelineView } from "../../shared/contract/guidelines.ts";
import type { CoverageReport, GuidelineSummary } from "../../shared/domain/guideline.ts";
import { count, counted, dateTime, duration, shortHash } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { pairs, table } from "../output/table.ts";

export function coverageText(report: CoverageReport): string {
  return `${count(report.listed)} in the contents list: ${count(report.found)} found, ${count(report.doubtful)} doubtful, ${count(report.missing)} missing`;
}

export function guidelineImportText(report: GuidelineImport, { style }: Reporter): string {
  const { guideline, version, existing, resumedPages, seconds } = report;
  const lines = [
    pairs(
      [
        ["Guideline", `${guideline.title} (${guideline.id})`],
        ["Pages", pagesText(guideline)],
        ["Chapters", count(guideline.coverage.chapters)],
        ["Conditions", `${count(guideline.conditions)} with text in this file`],
        ["Coverage", coverageText(guideline.coverage)],
        ["Dataset", `${version.name}, version ${version.version} (${shortHash(version.hash)})`],
        ["Rows", `${count(version.rows)} questions with answers`],
        ["Time", duration(seconds)],
      ],
      style,
    ),
  ];
  if (resumedPages > 0) {
    lines.push("", `${counted(resumedPages, "page")} were read in an earlier import.`);
  }
  if (existing) lines.push("", "This file was imported before: nothing was added.");
  if (version.rejects > 0) {
    const fields = version.rejects === 1 ? "1 text was" : `${count(version.rejects)} texts were`;
    lines.push("", style.yellow(`${fields} left out because a sign in it is not certain.`));
  }
  lines.push("", `Next: workbench guidelines show ${guideline.id} --doubtful`);
  return lines.join("\n");
}

/** The figures first: what a program looks for. */
export function guidelineResult(report: GuidelineImport) {
  const { guideline, version, existing, rejects, resumedPages, seconds } = report;
  return {
    pages: guideline.pages,
    chapters: guideline.coverage.chapters,
    conditions: guideline.conditions,
    rows: version.rows,
    seconds,
    ocrPages: guideline.ocrPages,
    coverage: guideline.coverage,
    guideline: guideline.id,
    version,
    existing,
    rejects,
    resumedPages,
  };
}

function pagesText({ pages, ocrPages }: GuidelineSummary): string {
  return ocrPages === 0 ? count(pages) : `${count(pages)}, ${count(ocrPages)} read by OCR`;
}

export function guidelinesText(
  found: readonly GuidelineSummary[],
  { style, width }: Reporter,
): string {
  if (found.length === 0) {
    return "No guideline yet. Import one with `workbench import FILE.pdf --as guideline-pdf`.";
  }
  return table({
    columns: [
      { title: "Guideline" },
      { title: "Title", flexible: true },
      { title: "Pages", align: "right" },
      { title: "Conditions", align: "right" },
      { title: "Found", align: "right" },
      { title: "Doubtful", align: "right" },
      { title: "Missing", align: "right" },
      { title: "Imported" },
    ],
    rows: found.map(({ id, title, pages, conditions, coverage, createdAt }) => [
      id,
      title,
      count(pages),
      count(conditions),
      count(coverage.found),
      count(coverage.doubtful),
      count(coverage.missing),
      dateTime(createdAt),
    ]),
    style,
    width,
  });
}

const MARKS = { found: "found", doubtful: "doubtful", missing: "missing", heading: "" } as const;

/** @param only conditions with this coverage; null: the whole list */
export function coverageTable(
  { contents, summary }: GuidelineView,
  only: "doubtful" | "missing" | null,
  { style, width }: Reporter,
): string {
  const shown = contents.filter(({ coverage }) => only === null || coverage === only);
  const head = `${summary.title}: ${coverageText(summary.coverage)}`;
  if (shown.length === 0) return `${head}\n\nNone of them is ${only ?? "listed"}.`;
  const list = table({
    columns: [
      { title: "Number" },
      { title: "Title", flexible: true },
      { title: "Page", align: "right" },
      { title: "Coverage" },
      { title: "Why", flexible: true },
    ],
    rows: shown.map((entry) => [
      entry.number,
      entry.title,
      entry.page ?? "none",
      MARKS[entry.coverage],
      entry.reasons.join(" "),
    ]),
    style,
    width,
  });
  return `${head}\n\n${list}`;
}
