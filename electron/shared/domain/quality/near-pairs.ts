import { BANDS, bandKey, likeness, SIGNATURE, sign } from "./min-hash.ts";
import { jaccard, shinglesOf } from "./shingles.ts";

/** Two texts that differ in up to 15 % of their words still share this much. */
export const NEAR = 0.5;
/** The signatures are an estimate: a pair this far below is not looked at closer. */
const DOUBT = 0.12;
/** Of one crowded bucket, each row is compared with this many before it. */
const COMPARED = 48;

export interface NearPair {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

/** Finds pairs of alike texts without comparing each with each. */
export class NearPairs {
  #signatures: Uint32Array;
  readonly #shingles: Uint32Array[] = [];
  /** Buckets in which not every pair was looked at. */
  crowded = 0;

  constructor(expected = 1024) {
    this.#signatures = new Uint32Array(Math.max(1, expected) * SIGNATURE);
  }

  get size(): number {
    return this.#shingles.length;
  }

  add(text: string): void {
    const shingles = shinglesOf(text);
    const at = this.#shingles.length;
    if ((at + 1) * SIGNATURE > this.#signatures.length) {
      const larger = new Uint32Array(this.#signatures.length * 2);
      larger.set(this.#signatures);
      this.#signatures = larger;
    }
    sign(shingles, this.#signatures, at);
    this.#shingles.push(shingles.low);
  }

  /** The pairs of one band, some of which another band gives as well. */
  *pairsOf(band: number): Generator<NearPair> {
    const last = new Map<number, number>();
    const before = new Int32Array(this.size).fill(-1);
    for (let at = 0; at < this.size; at += 1) {
      const key = bandKey(this.#signatures, at, band);
      const head = last.get(key) ?? -1;
      before[at] = head;
      last.set(key, at);
      let other = head;
      for (let n = 0; other >= 0 && n < COMPARED; n += 1) {
        const similarity = this.#similarity(other, at);
        if (similarity >= NEAR) yield { a: other, b: at, similarity };
        other = before[other] ?? -1;
      }
      if (other >= 0) this.crowded += 1;
    }
  }

  get bands(): number {
    return BANDS;
  }

  #similarity(a: number, b: number): number {
    if (likeness(this.#signatures, a, b) < NEAR - DOUBT) return 0;
    return jaccard(this.#shingles[a] ?? new Uint32Array(), this.#shingles[b] ?? new Uint32Array());
  }
}
