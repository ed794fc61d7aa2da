import type { TextTokenizer } from "./text-tokenizer.ts";

const REPLACEMENT = "\ufffd";
/** Bytes of one character never spread over more tokens than this. */
const LONGEST_CHARACTER = 8;

/**
 * Turns ids that arrive one by one into text, whole characters only. Ids are decoded together with
 * the ones before them (SentencePiece drops the space of a first token), and a text that ends in
 * half a character is held back until the rest arrives.
 */
export class Detokenizer {
  readonly #tokenizer: TextTokenizer;
  readonly #ids: number[] = [];
  #context = 0; // first id that is decoded again
  #shown = 0; // ids whose text was given out

  constructor(tokenizer: TextTokenizer) {
    this.#tokenizer = tokenizer;
  }

  /** The new text, or "" while a character is not whole. */
  async push(id: number): Promise<string> {
    this.#ids.push(id);
    return this.#take(false);
  }

  /** What is still held back, as it is. */
  async end(): Promise<string> {
    return this.#take(true);
  }

  async #take(final: boolean): Promise<string> {
    const before = await this.#tokenizer.decode(this.#ids.slice(this.#context, this.#shown));
    const now = await this.#tokenizer.decode(this.#ids.slice(this.#context));
    const waiting = this.#ids.length - this.#shown;
    if (!final && now.endsWith(REPLACEMENT) && waiting < LONGEST_CHARACTER) return "";
    if (now.length <= before.length && !final) return "";
    this.#context = this.#shown;
    this.#shown = this.#ids.length;
    return now.slice(before.length);
  }
}
