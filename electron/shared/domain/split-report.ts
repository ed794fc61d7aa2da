import { compareLabels } from "./label.ts";
import { PARTS, type PartCounts, type SplitConfig, type SplitReport, UNASSIGNED } from "./split.ts";

export interface SplitRows {
  readonly labels: readonly (string | null)[];
  readonly groups: readonly (string | null)[];
  /** Equal numbers mean equal texts. */
  readonly texts: ArrayLike<number>;
}

/** What a person has to know before trusting a figure measured on this split. */
export function reportSplit(
  assignment: Uint8Array,
  rows: SplitRows,
  config: SplitConfig,
): SplitReport {
  const labels = countLabels(assignment, rows.labels);
  const wanted = PARTS.filter((part) => config[part] > 0);
  const unstratified = labels.flatMap(({ label, parts }) => {
    const missing = wanted.filter((part) => parts[part] === 0);
    const total = parts.train + parts.validation + parts.test;
    return missing.length === 0 ? [] : [{ label, rows: total, missing }];
  });
  return {
    rows: countParts(assignment),
    unassigned: assignment.filter((part) => part === UNASSIGNED).length,
    labels,
    unstratified,
    ...duplicateSets(assignment, rows.texts),
    groups: config.grouped ? new Set(rows.groups.filter((group) => group !== null)).size : 0,
  };
}

function countParts(assignment: Uint8Array): PartCounts {
  const counts = { train: 0, validation: 0, test: 0 };
  for (const index of assignment) {
    const part = PARTS[index];
    if (part !== undefined) counts[part] += 1;
  }
  return counts;
}

function countLabels(
  assignment: Uint8Array,
  labels: readonly (string | null)[],
): SplitReport["labels"] {
  const counts = new Map<string, PartCounts>();
  for (const [row, label] of labels.entries()) {
    const part = PARTS[assignment[row] ?? UNASSIGNED];
    if (label === null || part === undefined) continue;
    const parts = counts.get(label) ?? { train: 0, validation: 0, test: 0 };
    parts[part] += 1;
    counts.set(label, parts);
  }
  return [...counts]
    .sort(([a], [b]) => compareLabels(a, b))
    .map(([label, parts]) => ({ label, parts }));
}

function duplicateSets(
  assignment: Uint8Array,
  texts: ArrayLike<number>,
): { duplicateSets: number; crossingDuplicates: number } {
  const sets = new Map<number, { rows: number; parts: Set<number> }>();
  for (let row = 0; row < texts.length; row += 1) {
    const text = texts[row] ?? 0;
    const part = assignment[row] ?? UNASSIGNED;
    const set = sets.get(text) ?? { rows: 0, parts: new Set<number>() };
    set.rows += 1;
    if (part !== UNASSIGNED) set.parts.add(part);
    sets.set(text, set);
  }
  const repeated = [...sets.values()].filter(({ rows }) => rows > 1);
  return {
    duplicateSets: repeated.length,
    crossingDuplicates: repeated.filter(({ parts }) => parts.size > 1).length,
  };
}

/** How many values (groups, patients) have rows in more than one part; null is no value. */
export function crossingSets(assignment: Uint8Array, values: readonly (string | null)[]): number {
  const partOf = new Map<string, number>();
  const crossing = new Set<string>();
  for (const [row, value] of values.entries()) {
    const part = assignment[row] ?? UNASSIGNED;
    if (value === null || part === UNASSIGNED) continue;
    const first = partOf.get(value);
    if (first === undefined) partOf.set(value, part);
    else if (first !== part) crossing.add(value);
  }
  return crossing.size;
}
