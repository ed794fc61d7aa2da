/**
 * Units of a split: rows that must not be separated. Two rows belong together when their texts are
 * equal or, if asked, when they share a group; so does everything linked through such pairs.
 */
export interface SplitUnit {
  /** Row indexes, ascending. */
  readonly rows: readonly number[];
}

export function splitUnits(
  texts: ArrayLike<number>,
  groups: readonly (string | null)[] | null,
): SplitUnit[] {
  const parent = Uint32Array.from({ length: texts.length }, (_, row) => row);
  const root = (row: number): number => {
    let at = row;
    for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
      parent[at] = parent[up] ?? up;
      at = up;
    }
    return at;
  };
  const firstOf = new Map<string | number, number>();
  const link = (key: string | number, row: number) => {
    const first = firstOf.get(key);
    if (first === undefined) firstOf.set(key, row);
    // The smaller row becomes the root, so that units keep the order of their first row.
    else parent[Math.max(root(first), root(row))] = Math.min(root(first), root(row));
  };
  for (let row = 0; row < texts.length; row += 1) {
    link(texts[row] ?? 0, row);
    const group = groups?.[row];
    if (group !== null && group !== undefined) link(group, row);
  }
  const units = new Map<number, number[]>();
  for (let row = 0; row < texts.length; row += 1) {
    const top = root(row);
    const rows = units.get(top);
    if (rows === undefined) units.set(top, [row]);
    else rows.push(row);
  }
  return [...units.values()].map((rows) => ({ rows }));
}
