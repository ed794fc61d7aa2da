/** Drawing a split: stratified, whole units, a function of the rows and the seed alone. */
import { philoxBlock } from "./metrics/counter-random.ts";
import { PARTS, type SplitConfig } from "./split.ts";
import { labelTargets } from "./split-targets.ts";
import type { SplitUnit } from "./split-units.ts";

/** Stream number of split draws, so that other uses of the same seed are independent of them. */
const STREAM = 0x5711;

/** All rows without a label, and all rows when labels do not matter, are one stratum. */
const ONE_STRATUM = "";

interface Candidate {
  readonly rows: readonly number[];
  /** Rows of the unit in each stratum. */
  readonly strata: ReadonlyMap<string, number>;
  readonly key: readonly [number, number];
}

/** One part index a row. Units of one row meet their label's targets exactly. */
export function drawSplit(
  units: readonly SplitUnit[],
  labels: readonly (string | null)[],
  config: SplitConfig,
): Uint8Array {
  const stratum = (row: number) => (config.stratified ? labels[row] : null) ?? ONE_STRATUM;
  const sizes = new Map<string, number>();
  for (let row = 0; row < labels.length; row += 1) increment(sizes, stratum(row), 1);
  const targets = labelTargets(sizes, config);
  const filled = PARTS.map(() => new Map<string, number>());
  const assignment = new Uint8Array(labels.length);
  for (const unit of shuffled(units, stratum, config.seed)) {
    const part = bestPart(unit, targets, filled, config);
    for (const row of unit.rows) assignment[row] = part;
    for (const [name, rows] of unit.strata) increment(filled[part], name, rows);
  }
  return assignment;
}

/** Large units first, they are the hardest to place; within a size, at random. */
function shuffled(
  units: readonly SplitUnit[],
  stratum: (row: number) => string,
  seed: number,
): Candidate[] {
  const block = new Uint32Array(4);
  const candidates = units.map(({ rows }) => {
    const strata = new Map<string, number>();
    for (const row of rows) increment(strata, stratum(row), 1);
    philoxBlock([rows[0] ?? 0, 0, 0, 0], [seed, STREAM], block);
    return { rows, strata, key: [block[0] ?? 0, block[1] ?? 0] as const };
  });
  return candidates.sort(
    (a, b) => b.rows.length - a.rows.length || a.key[0] - b.key[0] || a.key[1] - b.key[1],
  );
}

/** The part that is overfilled least by the unit; among equals, the one that is emptiest. */
function bestPart(
  unit: Candidate,
  targets: ReadonlyMap<string, readonly number[]>,
  filled: readonly ReadonlyMap<string, number>[],
  config: SplitConfig,
): number {
  let best = -1;
  let leastOver = Number.POSITIVE_INFINITY;
  let leastFill = Number.POSITIVE_INFINITY;
  for (const [p, part] of PARTS.entries()) {
    if (config[part] <= 0) continue;
    let over = 0;
    let fill = 0;
    for (const [name, rows] of unit.strata) {
      const target = targets.get(name)?.[p] ?? 0;
      const after = (filled[p]?.get(name) ?? 0) + rows;
      over += Math.max(0, after - target);
      fill += (rows * after) / Math.max(target, 1);
    }
    if (over < leastOver || (over === leastOver && fill < leastFill)) {
      best = p;
      leastOver = over;
      leastFill = fill;
    }
  }
  return best;
}

function increment(counts: Map<string, number> | undefined, name: string, by: number): void {
  counts?.set(name, (counts.get(name) ?? 0) + by);
}
