import type { Pane } from "../../main/services/api/chat.ts";
import { pad, printable, wrap } from "../output/text-width.ts";

const DIVIDER = " │ ";
export const NARROWEST_PANE = 28;

/** Two answers that grow at the same time, in two columns. */
export class SideBySide {
  readonly #column: number;
  readonly #text: Record<Pane, string> = { base: "", tuned: "" };
  readonly #ended: Record<Pane, boolean> = { base: false, tuned: false };
  #committed = 0;

  constructor(width: number) {
    this.#column = Math.floor((width - DIVIDER.length) / 2);
  }

  static fits(width: number): boolean {
    return width >= 2 * NARROWEST_PANE + DIVIDER.length;
  }

  add(pane: Pane, text: string): void {
    // A model often starts its answer with a space or a line break.
    const old = this.#text[pane];
    const clean = printable(text, true);
    this.#text[pane] = old === "" ? clean.trimStart() : old + clean;
  }

  end(): void {
    this.#ended.base = true;
    this.#ended.tuned = true;
  }

  row(base: string, tuned: string): string {
    return `${pad(base, this.#column)}${DIVIDER}${tuned}`.trimEnd();
  }

  /**
   * Rows that can no longer change and were not handed out before, and the rows still growing.
   * Greedy wrapping never changes a line once the next one has begun.
   */
  take(): { settled: string[]; growing: string[] } {
    const base = wrap(this.#text.base, this.#column);
    const tuned = wrap(this.#text.tuned, this.#column);
    const rows = Math.max(base.length, tuned.length);
    const all: string[] = [];
    for (let i = this.#committed; i < rows; i++) all.push(this.row(base[i] ?? "", tuned[i] ?? ""));
    const final = Math.min(
      this.#ended.base ? rows : base.length - 1,
      this.#ended.tuned ? rows : tuned.length - 1,
    );
    const count = Math.max(0, final - this.#committed);
    this.#committed += count;
    return { settled: all.slice(0, count), growing: all.slice(count) };
  }
}
