interface Start {
  ms: number;
  done: number; // a resumed run begins at its checkpoint, not at 0
}

/** Seconds left of counted pieces of work, each from how fast it has gone since it was first seen. */
export class Eta {
  readonly #now: () => number;
  readonly #starts = new Map<string, Start>();

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** `key` names the piece; going backwards starts it over. Null while nothing can be said. */
  update(key: string, done: number, total: number): number | null {
    const start = this.#starts.get(key);
    if (start === undefined || done < start.done) {
      this.#starts.set(key, { ms: this.#now(), done });
      return null;
    }
    const elapsed = (this.#now() - start.ms) / 1000;
    const gained = done - start.done;
    if (gained <= 0 || elapsed < 1 || total <= 0) return null;
    return (elapsed / gained) * Math.max(0, total - done);
  }
}
