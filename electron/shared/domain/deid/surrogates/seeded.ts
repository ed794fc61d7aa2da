/** 32 bytes that only the holder of a secret can make again: HMAC-SHA-256 of the joined parts. */
export type Keyed = (...parts: readonly string[]) => Uint8Array;

/** Choices drawn from such bytes. */
export class Seeded {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** From 0 up to but without n; n is far below 2^32. */
  below(n: number): number {
    let value = 0;
    for (let i = 0; i < 4; i += 1) {
      value = value * 256 + (this.#bytes[this.#at % this.#bytes.length] ?? 0);
      this.#at += 1;
    }
    return value % n;
  }

  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }
}
