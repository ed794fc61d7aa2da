import { hash64 } from "./shingles.ts";

/** Which rows have the same text, by its 64-bit hash (53 of them: a whole number). */
export class EqualSets {
  readonly #byHash = new Map<number, number>();
  readonly #sets: number[][] = [];
  readonly #setOf: number[] = [];

  /** True when this text is new. Null texts are in no set. */
  add(row: number, text: string | null): boolean {
    if (text === null) return false;
    const [high, low] = hash64(text);
    const key = (high & 0x1f_ffff) * 2 ** 32 + low;
    const known = this.#byHash.get(key);
    if (known !== undefined) {
      this.#sets[known]?.push(row);
      this.#setOf[row] = known;
      return false;
    }
    this.#byHash.set(key, this.#sets.length);
    this.#setOf[row] = this.#sets.length;
    this.#sets.push([row]);
    return true;
  }

  setOf(row: number): number {
    return this.#setOf[row] ?? -1;
  }

  rowsOf(row: number): readonly number[] {
    return this.#sets[this.setOf(row)] ?? [row];
  }

  repeated(): readonly (readonly number[])[] {
    return this.#sets.filter((set) => set.length > 1);
  }
}
