import { createHash } from "node:crypto";
import type { ExampleArrays } from "../addon-types.ts";

/** Grows by doubling: rows arrive one by one, the engine wants one flat array. */
export class ExampleArraysBuilder {
  #tokens = new Int32Array(1024);
  #used = 0;
  readonly #offsets: number[] = [0];
  readonly #promptTokens: number[] = [];

  add(prompt: readonly number[], completion: readonly number[]): void {
    this.#append(prompt);
    this.#append(completion);
    this.#offsets.push(this.#used);
    this.#promptTokens.push(prompt.length);
  }

  #append(ids: readonly number[]): void {
    const need = this.#used + ids.length;
    if (need > this.#tokens.length) {
      const larger = new Int32Array(Math.max(need, this.#tokens.length * 2));
      larger.set(this.#tokens.subarray(0, this.#used));
      this.#tokens = larger;
    }
    this.#tokens.set(ids, this.#used);
    this.#used = need;
  }

  build(): ExampleArrays {
    return {
      tokens: this.#tokens.slice(0, this.#used),
      offsets: Int32Array.from(this.#offsets),
      promptTokens: Int32Array.from(this.#promptTokens),
    };
  }
}

/** Sequences without completions, flattened the same way. */
export function flatten(sequences: readonly (readonly number[])[]): {
  tokens: Int32Array;
  offsets: Int32Array;
} {
  const builder = new ExampleArraysBuilder();
  for (const ids of sequences) builder.add(ids, []);
  const { tokens, offsets } = builder.build();
  return { tokens, offsets };
}

/** SHA-256 over what the engine learns from; a resumed run must be given the same. */
export function hashExamples(parts: readonly ExampleArrays[]): string {
  const hash = createHash("sha256");
  for (const part of parts) {
    for (const array of [part.offsets, part.promptTokens, part.tokens]) {
      hash.update(`${array.length}:`);
      hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    }
  }
  return hash.digest("hex");
}
