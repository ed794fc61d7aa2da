/**
 * Spaces that type-setting squeezed to nothing. The text layer leaves them out because no gap is
 * seen; the drawing commands still carry them.
 */

/** A run of letters and figures longer than this may be several words. */
const LONG = 14;

export class DrawnText {
  readonly #text: string;
  readonly #bare: string;
  /** For each sign of the bare text, its place in the text. */
  readonly #places: Uint32Array;

  constructor(text: string) {
    this.#text = text;
    const bare: string[] = [];
    const places: number[] = [];
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at] ?? "";
      if (sign.trim() === "") continue;
      bare.push(sign);
      places.push(at);
    }
    this.#bare = bare.join("");
    this.#places = Uint32Array.from(places);
  }

  /** The words of `text` as drawn; `text` itself where there is nothing to add. */
  spaced(text: string): string {
    const longest = Math.max(...text.split(/\s+/).map((word) => word.length));
    if (longest < LONG) return text;
    const bare = text.replace(/\s+/g, "");
    const at = this.#bare.indexOf(bare);
    if (at < 0) return text;
    const from = this.#places[at] ?? 0;
    const to = this.#places[at + bare.length - 1] ?? from;
    const drawn = this.#text.slice(from, to + 1).replace(/\s+/g, " ");
    return drawn.length > text.trim().length ? drawn : text;
  }
}
