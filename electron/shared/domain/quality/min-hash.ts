// MinHash signatures (Broder 1997) and banding (Indyk and Motwani 1998).
import { mix, type Shingles } from "./shingles.ts";

/** A pair of similarity s shares a band with probability 1 - (1 - s^3)^42: 0.5 -> 0.996. */
export const BANDS = 42;
const ROWS = 3;
export const SIGNATURE = BANDS * ROWS;

const TIMES_LOW = Uint32Array.from({ length: SIGNATURE }, (_, k) => mix(2 * k + 1) | 1);
const TIMES_HIGH = Uint32Array.from({ length: SIGNATURE }, (_, k) => mix(7919 * (k + 1)) | 1);
const PLUS = Uint32Array.from({ length: SIGNATURE }, (_, k) => mix(104_729 * (k + 1)));

/** Writes the signature of a set at `at * SIGNATURE`. */
export function sign({ high, low }: Shingles, signatures: Uint32Array, at: number): void {
  const from = at * SIGNATURE;
  signatures.fill(0xffff_ffff, from, from + SIGNATURE);
  for (let s = 0; s < low.length; s += 1) {
    const x = low[s] ?? 0;
    const y = high[s] ?? 0;
    for (let k = 0; k < SIGNATURE; k += 1) {
      const value =
        (Math.imul(x, TIMES_LOW[k] ?? 0) + Math.imul(y, TIMES_HIGH[k] ?? 0) + (PLUS[k] ?? 0)) >>> 0;
      if (value < (signatures[from + k] ?? 0)) signatures[from + k] = value;
    }
  }
}

/** The key of a band: 53 of 64 bits, so that it is a whole number. */
export function bandKey(signatures: Uint32Array, at: number, band: number): number {
  const from = at * SIGNATURE + band * ROWS;
  let high = 0x9e3779b9;
  let low = 0x85ebca6b;
  for (let r = 0; r < ROWS; r += 1) {
    const value = signatures[from + r] ?? 0;
    high = mix(high ^ value);
    low = mix((low + value) | 0);
  }
  return (high & 0x1f_ffff) * 2 ** 32 + low;
}

/** Share of equal places: an estimate of the sets' similarity. */
export function likeness(signatures: Uint32Array, a: number, b: number): number {
  let same = 0;
  const [x, y] = [a * SIGNATURE, b * SIGNATURE];
  for (let k = 0; k < SIGNATURE; k += 1) if (signatures[x + k] === signatures[y + k]) same += 1;
  return same / SIGNATURE;
}
