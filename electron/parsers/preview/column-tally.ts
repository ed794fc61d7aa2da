import { PREVIEW_CELL_CHARS, type PreviewColumn } from "../../shared/domain/dataset-preview.ts";

const MAX_DISTINCT = 1000;
const MAX_NAME_CHARS = 200;

/** What the rows read say about each column. */
export class ColumnTally {
  readonly #names: readonly string[];
  readonly #filled: number[];
  readonly #chars: number[];
  readonly #distinct: Set<string>[];

  constructor(names: readonly string[]) {
    this.#names = names;
    this.#filled = names.map(() => 0);
    this.#chars = names.map(() => 0);
    this.#distinct = names.map(() => new Set());
  }

  add(cells: readonly (string | undefined)[]): void {
    for (const [i, cell] of cells.entries()) {
      const value = cell?.trim() ?? "";
      const distinct = this.#distinct[i];
      if (value === "" || distinct === undefined) continue;
      this.#filled[i] = (this.#filled[i] ?? 0) + 1;
      this.#chars[i] = (this.#chars[i] ?? 0) + value.length;
      // The beginning is enough to tell values apart for a guess, and bounds what is held.
      if (distinct.size < MAX_DISTINCT) distinct.add(value.slice(0, PREVIEW_CELL_CHARS));
    }
  }

  columns(): PreviewColumn[] {
    return this.#names.map((name, i) => ({
      name: name.slice(0, MAX_NAME_CHARS),
      filled: this.#filled[i] ?? 0,
      distinct: this.#distinct[i]?.size ?? 0,
      meanChars: (this.#chars[i] ?? 0) / Math.max(1, this.#filled[i] ?? 0),
      unusable: this.#problem(name),
    }));
  }

  #problem(name: string): PreviewColumn["unusable"] {
    if (name === "") return "no-name";
    if (name.length > MAX_NAME_CHARS) return "long-name";
    return this.#names.filter((other) => other === name).length > 1 ? "repeated-name" : null;
  }
}
