/**
 * What was counted, by what it was counted of. Rows never change under a hash, so a figure is
 * counted once; those who ask meanwhile wait for that one count, unless it fails or is given up.
 */
export class SharedCount<T> {
  readonly #remembered: number;
  readonly #known = new Map<string, T>();
  readonly #counting = new Map<string, Promise<T>>();

  constructor(remembered: number) {
    this.#remembered = remembered;
  }

  async of(key: string, count: () => Promise<T>): Promise<T> {
    for (;;) {
      const known = this.#known.get(key);
      if (known !== undefined) return known;
      const other = this.#counting.get(key);
      if (other === undefined) return await this.#count(key, count);
      // How it failed is told to who began it; the next counts for himself.
      await other.catch(() => {});
    }
  }

  #count(key: string, count: () => Promise<T>): Promise<T> {
    const counting = count()
      .then((counted) => {
        if (this.#known.size >= this.#remembered) this.#known.clear();
        this.#known.set(key, counted);
        return counted;
      })
      .finally(() => this.#counting.delete(key));
    this.#counting.set(key, counting);
    return counting;
  }
}
