import { featuresOf, shapeOf, tagFeatures } from "./features.ts";
import { TAGS, type Tag, type TaggerModel } from "./model.ts";
import type { Token } from "./tokens.ts";

const WIDTH = TAGS.length;
/** Kept hypotheses. A name's end often tells what its beginning was. */
const BEAM = 3;

interface Path {
  readonly score: number;
  readonly tag: number;
  readonly before: Path | null;
}

/**
 * The best tags of the tokens under the model, by beam search over an averaged perceptron
 * (Collins 2002). `caution` is taken from the score of "outside": higher finds more and is wrong
 * more often.
 */
export function tagTokens(tokens: readonly Token[], model: TaggerModel, caution: number): Tag[] {
  const features = featuresOf(tokens, model);
  let beam: Path[] = [{ score: 0, tag: 0, before: null }];
  for (const [i, token] of tokens.entries()) {
    const base = scoresOf(model.weights, features[i] ?? new Uint32Array());
    base[0] = (base[0] ?? 0) - caution;
    beam = stepBeam(beam, base, token, model.weights);
  }
  const tags: Tag[] = [];
  for (let path: Path | null = beam[0] ?? null; path?.before; path = path.before) {
    tags.push(TAGS[path.tag] ?? "O");
  }
  return tags.reverse();
}

function stepBeam(beam: readonly Path[], base: Float64Array, token: Token, weights: Int8Array) {
  const next: Path[] = [];
  const shape = shapeOf(token.text);
  for (const path of beam) {
    const active = tagFeatures(path.tag, path.before?.tag ?? 0, token.lower, shape);
    const scores = scoresOf(weights, active);
    for (let tag = 0; tag < WIDTH; tag += 1) {
      const score = path.score + (base[tag] ?? 0) + (scores[tag] ?? 0);
      next.push({ score, tag, before: path });
    }
  }
  return next.sort((a, b) => b.score - a.score).slice(0, BEAM);
}

function scoresOf(weights: Int8Array, features: ArrayLike<number>): Float64Array {
  const scores = new Float64Array(WIDTH);
  for (let f = 0; f < features.length; f += 1) {
    const row = (features[f] ?? 0) * WIDTH;
    for (let tag = 0; tag < WIDTH; tag += 1) {
      scores[tag] = (scores[tag] ?? 0) + (weights[row + tag] ?? 0);
    }
  }
  return scores;
}
