import {
  featuresOf,
  shapeOf,
  tagFeatures,
  type Vocabulary,
} from "../../electron/shared/domain/deid/tagger/features.ts";
import { FEATURE_BITS, TAGS } from "../../electron/shared/domain/deid/tagger/model.ts";
import { type Token, tokensOf } from "../../electron/shared/domain/deid/tagger/tokens.ts";
import type { Draw } from "./draw.ts";
import type { Sentence } from "./sentences.ts";

const WIDTH = TAGS.length;
/** A right tag must win by this, or it is learned from all the same: what wins narrowly fails on new names. */
const MARGIN = 1;

interface Prepared {
  readonly tokens: readonly Token[];
  readonly features: readonly Uint32Array[];
  readonly tags: readonly number[];
}

/** Averaged perceptron, greedy from left to right (Collins 2002), with a margin. */
export class Perceptron {
  readonly #now = new Float64Array(WIDTH << FEATURE_BITS);
  readonly #sum = new Float64Array(WIDTH << FEATURE_BITS);
  #step = 1;

  train(sentences: readonly Sentence[], vocabulary: Vocabulary, draw: Draw, epochs: number): void {
    const prepared: Prepared[] = sentences.map(({ text, tags }) => {
      const tokens = tokensOf(text);
      return { tokens, tags, features: featuresOf(tokens, vocabulary) };
    });
    for (let epoch = 0; epoch < epochs; epoch += 1) {
      draw.shuffle(prepared);
      const wrong = prepared.reduce((sum, sentence) => sum + this.#learn(sentence, draw), 0);
      console.log(`epoch ${epoch + 1}: ${wrong} tokens corrected`);
    }
  }

  #learn({ tokens, features, tags }: Prepared, draw: Draw): number {
    let wrong = 0;
    let [before, before2] = [0, 0];
    for (const [i, token] of tokens.entries()) {
      const active = [
        ...(features[i] ?? []),
        ...tagFeatures(before, before2, token.lower, shapeOf(token.text)),
      ];
      const truth = tags[i] ?? 0;
      const [best, rival] = this.#best(active, truth);
      if (rival !== truth) {
        wrong += 1;
        this.#update(active, truth, 1);
        this.#update(active, rival, -1);
      }
      this.#step += 1;
      // Mostly what it would have said itself, so that it learns to live with its mistakes.
      [before2, before] = [before, draw.chance(0.5) ? truth : best];
    }
    return wrong;
  }

  /** What it says, and what came too near to the truth (the truth itself when nothing did). */
  #best(active: readonly number[], truth: number): [number, number] {
    const scores = new Float64Array(WIDTH);
    for (const feature of active) {
      for (let tag = 0; tag < WIDTH; tag += 1)
        scores[tag] = (scores[tag] ?? 0) + (this.#now[feature * WIDTH + tag] ?? 0);
    }
    let best = 0;
    let rival = truth;
    let near = (scores[truth] ?? 0) - MARGIN * active.length ** 0.5;
    for (let tag = 0; tag < WIDTH; tag += 1) {
      if ((scores[tag] ?? 0) > (scores[best] ?? 0)) best = tag;
      if (tag === truth || (scores[tag] ?? 0) <= near) continue;
      near = scores[tag] ?? 0;
      rival = tag;
    }
    return [best, rival];
  }

  #update(active: readonly number[], tag: number, by: number): void {
    for (const feature of active) {
      const at = feature * WIDTH + tag;
      this.#now[at] = (this.#now[at] ?? 0) + by;
      this.#sum[at] = (this.#sum[at] ?? 0) + by * this.#step;
    }
  }

  /** The averaged weights in 8 bits; the few largest are cut. */
  weights(): Int8Array {
    const averaged = this.#now.map((now, i) => now - (this.#sum[i] ?? 0) / this.#step);
    const sizes = averaged
      .filter((w) => w !== 0)
      .map(Math.abs)
      .sort();
    const scale = 127 / (sizes[Math.floor(sizes.length * 0.9995)] ?? 1);
    return Int8Array.from(averaged, (w) => Math.max(-127, Math.min(127, Math.round(w * scale))));
  }
}
