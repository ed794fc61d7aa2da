import { Detokenizer } from "./detokenizer.ts";
import type { TextTokenizer } from "./text-tokenizer.ts";

export interface TextSink {
  onText(text: string): void;
  /** A stop string was met: nothing after it is wanted. */
  onStop(): void;
}

/**
 * One answer under way: ids in, whole characters out, in order. The end of the text is held back as
 * long as it could be the beginning of a stop string, so that none is ever shown.
 */
export class TextStream {
  readonly #detokenizer: Detokenizer;
  readonly #silent: ReadonlySet<number>;
  readonly #stops: readonly string[];
  readonly #sink: TextSink;
  #work: Promise<void> = Promise.resolve();
  #shown = "";
  #held = "";
  #stopped = false;

  constructor(
    tokenizer: TextTokenizer,
    stopTokens: readonly number[],
    stops: readonly string[],
    sink: TextSink,
  ) {
    this.#detokenizer = new Detokenizer(tokenizer);
    this.#silent = new Set(stopTokens);
    this.#stops = stops;
    this.#sink = sink;
  }

  push(id: number): void {
    if (this.#silent.has(id)) return;
    this.#work = this.#work.then(async () => this.#accept(await this.#detokenizer.push(id)));
  }

  async end(): Promise<{ text: string; stopped: boolean }> {
    await this.#work;
    this.#accept(await this.#detokenizer.end());
    if (!this.#stopped) this.#show(this.#held);
    return { text: this.#shown, stopped: this.#stopped };
  }

  #accept(piece: string): void {
    if (this.#stopped) return;
    this.#held += piece;
    const cut = firstStop(this.#held, this.#stops);
    if (cut >= 0) {
      this.#stopped = true;
      this.#show(this.#held.slice(0, cut));
      this.#sink.onStop();
      return;
    }
    const safe = this.#held.length - longestBeginning(this.#held, this.#stops);
    const text = this.#held.slice(0, safe);
    this.#held = this.#held.slice(safe);
    this.#show(text);
  }

  #show(text: string): void {
    if (text === "") return;
    this.#shown += text;
    this.#sink.onText(text);
  }
}

function firstStop(text: string, stops: readonly string[]): number {
  const found = stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
  return found.length === 0 ? -1 : Math.min(...found);
}

/** Length of the longest end of `text` that a stop string begins with. */
export function longestBeginning(text: string, stops: readonly string[]): number {
  let longest = 0;
  for (const stop of stops) {
    for (let n = Math.min(stop.length - 1, text.length); n > longest; n--) {
      if (stop.startsWith(text.slice(text.length - n))) longest = n;
    }
  }
  return longest;
}
