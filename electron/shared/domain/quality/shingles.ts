import { normalizeText } from "../dataset.ts";

/** Fewer words than this and single letters tell more than pairs of words. */
const FEW_WORDS = 6;
/** More shingles than this and the smallest of them stand for all (a bottom-k sketch, Broder 1997). */
export const MAX_SHINGLES = 512;

/** The 64-bit hashes of a text's shingles, in two lanes of 32 bits, without repeats. */
export interface Shingles {
  readonly high: Uint32Array;
  /** Ascending. */
  readonly low: Uint32Array;
}

const WORD = /[\p{L}\p{M}\d]+/gu;

/** Pairs of neighbouring words; of a short text, every four characters. Order and case aside. */
export function shinglesOf(text: string): Shingles {
  const words = normalizeText(text).match(WORD) ?? [];
  const pieces = words.length >= FEW_WORDS ? pairsOf(words) : lettersOf(words.join(" "));
  const pairs = new Map<number, number>();
  for (const piece of pieces) {
    const [high, low] = hash64(piece);
    pairs.set(low, high);
  }
  const low = Uint32Array.from(pairs.keys()).sort().slice(0, MAX_SHINGLES);
  return { low, high: low.map((value) => pairs.get(value) ?? 0) };
}

function* pairsOf(words: readonly string[]): Generator<string> {
  for (let i = 1; i < words.length; i += 1) yield `${words[i - 1]} ${words[i]}`;
}

function* lettersOf(text: string): Generator<string> {
  if (text.length < 4) yield `~${text}`;
  for (let i = 0; i + 4 <= text.length; i += 1) yield `~${text.slice(i, i + 4)}`;
}

/** Two FNV-1a lanes with different primes and a final mix each: 64 bits together. */
export function hash64(text: string): readonly [number, number] {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  return [mix(a ^ (b >>> 7)), mix(b ^ (a >>> 9))];
}

export function mix(value: number): number {
  let v = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  v = Math.imul(v ^ (v >>> 15), 0x846ca68b);
  return (v ^ (v >>> 16)) >>> 0;
}

/** |A n B| / |A u B| of two ascending sets, over the smallest MAX_SHINGLES of their union. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  let [i, j, both, all] = [0, 0, 0, 0];
  while ((i < a.length || j < b.length) && all < MAX_SHINGLES) {
    const x = a[i] ?? Number.POSITIVE_INFINITY;
    const y = b[j] ?? Number.POSITIVE_INFINITY;
    if (x === y) both += 1;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
    all += 1;
  }
  return all === 0 ? 1 : both / all;
}
