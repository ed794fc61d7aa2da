const WINDOW_MS = 10_000;

/** Says whether a page that crashed may be loaded again: one that crashes at once would go on so. */
export class ReloadLimit {
  #last = Number.NEGATIVE_INFINITY;

  take(now: number): boolean {
    if (now - this.#last < WINDOW_MS) return false;
    this.#last = now;
    return true;
  }
}
