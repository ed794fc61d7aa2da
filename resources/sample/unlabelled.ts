import { draftOrder, hasRightLength } from "./compose.ts";
import { CounterRng } from "./counter-rng.ts";
import { orderInOtherWords } from "./orders-in-other-words.ts";
import { ShingleIndex } from "./shingles.ts";
import { MAX_CROSS_SIMILARITY, makeSplits, SEED } from "./splits.ts";
import { abbreviate } from "./surface.ts";
import { BANKS } from "./train-banks.ts";
import type { ProtocolBank } from "./types.ts";

const UNLABELLED_STREAM = 5000;
const OTHER_WORDS_STREAM = 6000;

/** The orders of the validation and test split; no text for pre-training is near one of them. */
export function evaluatedOrders(): ShingleIndex {
  const { validation, test } = makeSplits();
  const evaluated = new ShingleIndex();
  for (const { text } of [...validation, ...test]) evaluated.add(text);
  return evaluated;
}

/** Draws from every protocol in turn until `count` different texts have passed. */
function draw(
  count: number,
  stream: number,
  make: (rng: CounterRng, bank: ProtocolBank) => string | null,
): string[] {
  const seen = new Set<string>();
  const rngs = BANKS.map((_bank, index) => new CounterRng(SEED, stream + index));
  for (let turn = 0; seen.size < count; turn = (turn + 1) % BANKS.length) {
    const bank = BANKS[turn];
    const rng = rngs[turn];
    if (!bank || !rng) throw new RangeError("no protocols");
    const text = make(rng, bank);
    if (text !== null) seen.add(text);
  }
  return [...seen];
}

/**
 * Orders without labels for pre-training, from the training wordings alone, none of them near an
 * order of the validation or test split.
 */
export function makeUnlabelledOrders(count: number, evaluated = evaluatedOrders()): string[] {
  return draw(count, UNLABELLED_STREAM, (rng, bank) => {
    const { text, question, heldOut, quotesTest } = draftOrder(rng, bank, "train", rng.chance(0.8));
    if (heldOut || quotesTest || !hasRightLength(text)) return null;
    if (evaluated.nearest(text) >= MAX_CROSS_SIMILARITY) return null;
    return question ? `${text}\nClinical question: ${abbreviate(rng, question, 0.3)}` : text;
  });
}

/** Documents of an order and the same order in other words, under the same rules. */
export function makeOrdersInOtherWords(count: number, evaluated = evaluatedOrders()): string[] {
  return draw(count, OTHER_WORDS_STREAM, (rng, bank) => {
    const { document, orders, heldOut, quotesTest } = orderInOtherWords(rng, bank);
    if (heldOut || quotesTest || !orders[0] || !hasRightLength(orders[0])) return null;
    if (orders.some((text) => evaluated.nearest(text) >= MAX_CROSS_SIMILARITY)) return null;
    return document;
  });
}
