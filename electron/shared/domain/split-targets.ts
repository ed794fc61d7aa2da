/** How many rows of each label each part should get: whole numbers, no part short-changed. */
import { PARTS, type Part, type SplitConfig } from "./split.ts";

type Counts = [number, number, number];

const EPSILON = 1e-9;

/**
 * Every label's rows times the fractions, each rounded down or up so that they add up. What is left
 * after rounding down goes to the training part first when it would be empty (a label never trained
 * cannot be learned), then to the parts that rounding has short-changed most so far: many rare
 * labels then still give the whole its fractions.
 */
export function labelTargets(
  labelRows: ReadonlyMap<string, number>,
  config: SplitConfig,
): Map<string, Counts> {
  const fractions = PARTS.map((part) => config[part]);
  const debt = PARTS.map(() => 0);
  const targets = new Map<string, Counts>();
  // Frequent labels first, then by name: the order must not depend on the order of the rows.
  const order = [...labelRows].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  for (const [label, rows] of order) {
    const exact = fractions.map((fraction) => fraction * rows);
    const target = exact.map((value) => Math.floor(value + EPSILON));
    const owed = (p: number) => (debt[p] ?? 0) + (exact[p] ?? 0) - (target[p] ?? 0);
    const candidates = PARTS.map((_, p) => p).filter((p) => open(exact, target, p));
    candidates.sort((a, b) => first(target, b) - first(target, a) || owed(b) - owed(a) || a - b);
    const left = rows - target.reduce((sum, n) => sum + n, 0);
    for (const p of candidates.slice(0, left)) target[p] = (target[p] ?? 0) + 1;
    for (const p of debt.keys()) debt[p] = owed(p);
    targets.set(label, [target[0] ?? 0, target[1] ?? 0, target[2] ?? 0]);
  }
  return targets;
}

const TRAIN: number = PARTS.indexOf("train" satisfies Part);

/** Only a part whose exact share is not whole may be rounded up. */
function open(exact: readonly number[], target: readonly number[], p: number): boolean {
  return (exact[p] ?? 0) - (target[p] ?? 0) > EPSILON;
}

function first(target: readonly number[], p: number): number {
  return p === TRAIN && target[TRAIN] === 0 ? 1 : 0;
}
