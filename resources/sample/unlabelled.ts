import { BANKS } from "./banks/index.ts";
import { draftOrder, hasRightLength } from "./compose.ts";
import { CounterRng } from "./counter-rng.ts";
import { ShingleIndex } from "./shingles.ts";
import { MAX_CROSS_SIMILARITY, makeSplits, SEED } from "./splits.ts";
import { abbreviate } from "./surface.ts";

const UNLABELLED_STREAM = 5000;

/**
 * Orders without labels for pre-training, from the training wordings alone, none of them near an
 * order of the validation or test split.
 */
export function makeUnlabelledOrders(count: number): string[] {
  const { validation, test } = makeSplits();
  const evaluated = new ShingleIndex();
  for (const { text } of [...validation, ...test]) evaluated.add(text);
  const seen = new Set<string>();
  const rngs = BANKS.map((_bank, index) => new CounterRng(SEED, UNLABELLED_STREAM + index));
  for (let turn = 0; seen.size < count; turn = (turn + 1) % BANKS.length) {
    const bank = BANKS[turn];
    const rng = rngs[turn];
    if (!bank || !rng) throw new RangeError("no protocols");
    const { text, question, heldOut } = draftOrder(rng, bank, "train", rng.chance(0.8));
    if (heldOut || !hasRightLength(text)) continue;
    if (evaluated.nearest(text) >= MAX_CROSS_SIMILARITY) continue;
    seen.add(question ? `${text}\nClinical question: ${abbreviate(rng, question, 0.3)}` : text);
  }
  return [...seen];
}
