import { csvCell } from "../../shared/domain/csv-cell.ts";

/** Columns that labelling adds, renamed where the input has them already. */
export const ADDED_COLUMNS = ["label", "probability", "top3", "problem"] as const;

export function outputHeader(headers: readonly string[]): string[] {
  const taken = new Set(headers);
  const added = ADDED_COLUMNS.map((name) => {
    let free: string = name;
    while (taken.has(free)) free = `predicted_${free}`;
    taken.add(free);
    return free;
  });
  return [...headers, ...added];
}

/** The three most probable labels, "CT Head WO (0.934) | …". */
export function topText(
  labels: readonly string[],
  probabilities: Float64Array,
  count = 3,
): { best: string; probability: number; text: string } {
  const order = Array.from(probabilities.keys()).sort(
    (a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0) || a - b,
  );
  const top = order.slice(0, count).map((i) => {
    return { label: labels[i] ?? "", probability: probabilities[i] ?? 0 };
  });
  return {
    best: top[0]?.label ?? "",
    probability: top[0]?.probability ?? 0,
    text: top.map((t) => `${t.label} (${t.probability.toFixed(3)})`).join(" | "),
  };
}

export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}
