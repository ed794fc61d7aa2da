/**
 * What two answers share, word by word: the shortest edit script (E. W. Myers, "An O(ND) Difference
 * Algorithm and Its Variations", Algorithmica 1986), kept within a bound on long, unlike texts.
 */
export interface DiffPart {
  readonly type: "same" | "base" | "tuned";
  readonly text: string;
}

/** Above this many words, or edits, the answers are shown as wholly different. */
const MAX_WORDS = 4000;
const MAX_EDITS = 800;

export function wordDiff(base: string, tuned: string): DiffPart[] {
  const a = words(base);
  const b = words(tuned);
  const shared = a.length + b.length <= MAX_WORDS ? matches(a, b) : null;
  if (shared === null) return joined([part("base", base), part("tuned", tuned)]);
  const parts: DiffPart[] = [];
  let i = 0;
  let j = 0;
  for (const [x, y] of [...shared, [a.length, b.length] as const]) {
    while (i < x) parts.push(part("base", a[i++] ?? ""));
    while (j < y) parts.push(part("tuned", b[j++] ?? ""));
    if (x < a.length) parts.push(part("same", a[i++] ?? ""));
    if (y < b.length) j += 1;
  }
  return joined(parts);
}

const part = (type: DiffPart["type"], text: string): DiffPart => ({ type, text });

/** Words with the white space after them; white space does not make two words differ. */
function words(text: string): string[] {
  return text.trim().match(/\S+\s*/g) ?? [];
}

/** Pairs of positions that stay, in order; null when there are more edits than the bound. */
function matches(a: readonly string[], b: readonly string[]): [number, number][] | null {
  const left = a.map((word) => word.trimEnd());
  const right = b.map((word) => word.trimEnd());
  const most = Math.min(MAX_EDITS, a.length + b.length);
  // Farthest x reached on each diagonal k = x - y, at k + most + 1.
  const reach = new Int32Array(2 * most + 3);
  const trail: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    trail.push(reach.slice());
    for (let k = -edits; k <= edits; k += 2) {
      const at = k + most + 1;
      let x = stepDown(reach, at, k, edits) ? at0(reach, at + 1) : at0(reach, at - 1) + 1;
      while (x < left.length && x - k < right.length && left[x] === right[x - k]) x += 1;
      reach[at] = x;
      if (x >= left.length && x - k >= right.length) {
        return backtrack(trail, most, left.length, right.length);
      }
    }
  }
  return null;
}

const at0 = (reach: Int32Array, at: number) => reach[at] ?? 0;

function stepDown(reach: Int32Array, at: number, k: number, edits: number): boolean {
  return k === -edits || (k !== edits && at0(reach, at - 1) < at0(reach, at + 1));
}

function backtrack(
  trail: readonly Int32Array[],
  most: number,
  lengthA: number,
  lengthB: number,
): [number, number][] {
  const pairs: [number, number][] = [];
  let x = lengthA;
  let y = lengthB;
  for (let edits = trail.length - 1; edits >= 0; edits -= 1) {
    const reach = trail[edits] ?? new Int32Array();
    const k = x - y;
    const before = stepDown(reach, k + most + 1, k, edits) ? k + 1 : k - 1;
    const fromX = edits === 0 ? 0 : at0(reach, before + most + 1);
    const fromY = edits === 0 ? 0 : fromX - before;
    while (x > fromX && y > fromY) pairs.push([--x, --y]);
    x = fromX;
    y = fromY;
  }
  return pairs.reverse();
}

function joined(parts: readonly DiffPart[]): DiffPart[] {
  const result: { type: DiffPart["type"]; text: string }[] = [];
  for (const { type, text } of parts) {
    const last = result.at(-1);
    if (last?.type === type) last.text += text;
    else if (text !== "") result.push({ type, text });
  }
  return result;
}
