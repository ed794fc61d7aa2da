import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BPE, byteLevelAlphabet, byteLevelPreTokenizer, Tokenizer } from "tokenizers";

interface TrainedModel {
  readonly model: { readonly merges: readonly (string | readonly [string, string])[] };
}

export interface BpeModel {
  readonly vocab: Record<string, number>;
  readonly merges: [string, string][];
}

function asPair(merge: string | readonly [string, string]): [string, string] {
  if (typeof merge !== "string") return [merge[0], merge[1]];
  const [left, right] = merge.split(" ");
  if (left === undefined || right === undefined) throw new Error(`not a merge: ${merge}`);
  return [left, right];
}

/**
 * Trains byte-level BPE with exactly `size` entries: the special tokens, the 256 byte symbols, then
 * merges. The library's trainer always learns 30,000 entries from the bytes it saw; merges are learnt
 * one after another, so the first of them are the merges of a smaller vocabulary.
 */
export function trainByteLevelBpe(
  textFiles: string[],
  size: number,
  specialTokens: readonly string[],
  scratchDir: string,
): BpeModel {
  const tokenizer = new Tokenizer(BPE.empty());
  tokenizer.setPreTokenizer(byteLevelPreTokenizer(false, true));
  tokenizer.train(textFiles);
  const trainedPath = join(scratchDir, "trained-tokenizer.json");
  tokenizer.save(trainedPath);
  const trained = JSON.parse(readFileSync(trainedPath, "utf8")) as TrainedModel;

  const vocab: Record<string, number> = {};
  let next = 0;
  for (const symbol of [...specialTokens, ...byteLevelAlphabet().sort()]) vocab[symbol] = next++;
  const merges: [string, string][] = [];
  for (const merge of trained.model.merges) {
    if (next === size) break;
    const [left, right] = asPair(merge);
    const symbol = left + right;
    // Two merges can make the same symbol; it keeps its first id.
    if (vocab[symbol] === undefined) vocab[symbol] = next++;
    merges.push([left, right]);
  }
  if (next !== size) {
    throw new Error(`The corpus gives ${next} entries only, ${size} are needed: use more text.`);
  }
  return { vocab, merges };
}
