/** Which characters of a text belong to a span already. */
export class Occupied {
  readonly #marks: Uint8Array;

  constructor(length: number) {
    this.#marks = new Uint8Array(length);
  }

  touches(start: number, end: number): boolean {
    return this.#marks.subarray(start, end).includes(1);
  }

  take(start: number, end: number): void {
    this.#marks.fill(1, start, end);
  }

  /** The pieces of a stretch that are not taken. */
  free(start: number, end: number): [number, number][] {
    const pieces: [number, number][] = [];
    let from = -1;
    for (let i = start; i <= end; i += 1) {
      const open = i < end && this.#marks[i] === 0;
      if (open && from < 0) from = i;
      if (!open && from >= 0) {
        pieces.push([from, i]);
        from = -1;
      }
    }
    return pieces;
  }
}
