import type { Pane } from "../../main/services/api/chat.ts";
import type { Style } from "../output/style.ts";
import { SideBySide } from "./side-by-side.ts";

const REDRAW_MS = 40;

/** Draws two growing answers on a terminal: settled rows are printed once, the rest is redrawn. */
export class LivePanes {
  readonly #stream: NodeJS.WriteStream;
  readonly #panes: SideBySide;
  #drawn = 0;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(stream: NodeJS.WriteStream, style: Style, titles: Record<Pane, string>) {
    this.#stream = stream;
    this.#panes = new SideBySide(stream.columns);
    stream.write(`${style.bold(this.#panes.row(titles.base, titles.tuned))}\n`);
  }

  add(pane: Pane, text: string): void {
    this.#panes.add(pane, text);
    if (performance.now() - this.#lastMs >= REDRAW_MS) this.#draw();
  }

  end(): void {
    this.#panes.end();
    this.#draw();
  }

  #draw(): void {
    this.#lastMs = performance.now();
    const { settled, growing } = this.#panes.take();
    // What has scrolled off the screen cannot be redrawn: only its end is shown until it settles.
    const shown = growing.slice(-Math.max(1, (this.#stream.rows ?? 24) - 2));
    const erase = this.#drawn > 0 ? `\x1b[${this.#drawn}A\r\x1b[J` : "";
    this.#stream.write(erase + [...settled, ...shown].map((line) => `${line}\n`).join(""));
    this.#drawn = shown.length;
  }
}
