// What a person has to know before trusting a figure measured on a split.
import type { SplitPreview } from "../../../../electron/shared/contract/datasets.ts";
import type { SplitReport } from "../../../../electron/shared/domain/split.ts";

export interface SplitNote {
  readonly key:
    | "noteNoLeak"
    | "noteCrossing"
    | "noteDuplicates"
    | "noteGroups"
    | "noteCrossingGroups"
    | "noteUnassigned"
    | "noteMissing"
    | "noteEmptyTrain";
  readonly severity: "success" | "info" | "warning" | "error";
  readonly count: number;
  readonly names?: string;
}

const NAMED = 5;

/** The worst first. `crossingGroups` is known of a preview only. */
export function splitNotes(
  report: SplitReport,
  crossingGroups: SplitPreview["crossingGroups"],
): SplitNote[] {
  const { rows, unstratified } = report;
  const named = unstratified.slice(0, NAMED).map(({ label }) => label);
  const more = unstratified.length > NAMED ? "…" : "";
  const clean = report.crossingDuplicates === 0 && crossingGroups === 0;
  const all: SplitNote[] = [
    { key: "noteEmptyTrain", severity: "error", count: rows.train === 0 ? 1 : 0 },
    { key: "noteCrossing", severity: "error", count: report.crossingDuplicates },
    { key: "noteCrossingGroups", severity: "warning", count: crossingGroups },
    {
      key: "noteMissing",
      severity: "warning",
      count: unstratified.length,
      names: named.join(", ") + more,
    },
    { key: "noteUnassigned", severity: "info", count: report.unassigned },
    { key: "noteNoLeak", severity: "success", count: clean ? 1 : 0 },
    {
      key: "noteDuplicates",
      severity: "info",
      count: Math.max(0, report.duplicateSets - report.crossingDuplicates),
    },
    { key: "noteGroups", severity: "info", count: report.groups },
  ];
  return all.filter(({ count }) => count > 0);
}
