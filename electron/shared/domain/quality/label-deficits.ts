import { compareLabels } from "../label.ts";
import { PARTS, UNASSIGNED } from "../split.ts";
import type { GateReport } from "./gate-report.ts";

/** A label with fewer rows to learn from is learned badly, and measured worse. */
const FEW = 10;
const TRAIN = PARTS.indexOf("train");

/** Labels with too few rows, in all and in the training part (null without a split). */
export function labelDeficits(
  labels: readonly (string | null)[],
  parts: readonly number[],
): GateReport["deficits"] {
  const split = parts.some((part) => part !== UNASSIGNED);
  const counts = new Map<string, { rows: number; train: number }>();
  for (const [row, label] of labels.entries()) {
    if (label === null) continue;
    const count = counts.get(label) ?? { rows: 0, train: 0 };
    count.rows += 1;
    if (parts[row] === TRAIN) count.train += 1;
    counts.set(label, count);
  }
  return [...counts]
    .filter(([, { rows, train }]) => (split ? train : rows) < FEW)
    .sort(([a, x], [b, y]) => x.rows - y.rows || compareLabels(a, b))
    .slice(0, 100)
    .map(([label, { rows, train }]) => ({ label, rows, train: split ? train : null }));
}
