/** A growing list of numbers in one typed array: no object a point, no copy a read. */
export class Column {
  #values = new Float64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** NaN beyond the end. */
  at(index: number): number {
    return index < this.#length ? (this.#values[index] ?? Number.NaN) : Number.NaN;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const grown = new Float64Array(this.#values.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  set(index: number, value: number): void {
    if (index < this.#length) this.#values[index] = value;
  }

  /** Forgets everything from `length` on. */
  cut(length: number): void {
    this.#length = Math.min(this.#length, Math.max(0, length));
  }
}
