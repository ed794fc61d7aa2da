import { philoxBlock } from "./metrics/counter-random.ts";

/**
 * Draws in order, from a named stream of a seed: what one row draws never depends on another row,
 * so a row comes out the same wherever it stands.
 */
export class Chance {
  readonly #key: readonly [number, number];
  readonly #stream: readonly [number, number];
  readonly #block = new Uint32Array(4);
  #draws = 0;

  constructor(seed: number, stream: number, part = 0) {
    this.#key = [seed >>> 0, 0x6175_676d];
    this.#stream = [stream >>> 0, part >>> 0];
  }

  /** 0 <= x < 1 */
  next(): number {
    philoxBlock([this.#draws, this.#stream[0], this.#stream[1], 0], this.#key, this.#block);
    this.#draws += 1;
    return (this.#block[0] ?? 0) / 2 ** 32;
  }

  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  /** Undefined of an empty list. */
  pick<T>(from: readonly T[]): T | undefined {
    return from[this.below(from.length)];
  }
}
