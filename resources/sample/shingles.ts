/** Near-duplicates by word shingles: two orders that share half of their five-word runs are near. */

const SHINGLE_WORDS = 5;

export function shingles(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const out = new Set<string>();
  for (let i = 0; i + SHINGLE_WORDS <= words.length; i++) {
    out.add(words.slice(i, i + SHINGLE_WORDS).join(" "));
  }
  // A shorter text is one shingle, so that it still has something to compare.
  if (out.size === 0) out.add(words.join(" "));
  return out;
}

/** Finds the largest Jaccard similarity of a text with any text added before, exactly. */
export class ShingleIndex {
  readonly #sizes: number[] = [];
  readonly #postings = new Map<string, number[]>();

  add(text: string): void {
    const set = shingles(text);
    const id = this.#sizes.push(set.size) - 1;
    for (const shingle of set) {
      const posting = this.#postings.get(shingle);
      if (posting) posting.push(id);
      else this.#postings.set(shingle, [id]);
    }
  }

  nearest(text: string): number {
    const set = shingles(text);
    const shared = new Map<number, number>();
    for (const shingle of set) {
      for (const id of this.#postings.get(shingle) ?? []) shared.set(id, (shared.get(id) ?? 0) + 1);
    }
    let best = 0;
    for (const [id, count] of shared) {
      const size = this.#sizes[id] ?? 0;
      best = Math.max(best, count / (set.size + size - count));
    }
    return best;
  }
}
