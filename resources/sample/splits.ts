import { draftOrder, hasRightLength } from "./compose.ts";
import { CounterRng } from "./counter-rng.ts";
import { ShingleIndex } from "./shingles.ts";
import { BANKS } from "./train-banks.ts";
import type { ProtocolBank } from "./types.ts";

export const SEED = 20_261_121;
export const SPLIT_SIZES = { train: 3000, validation: 300, test: 600 } as const;
export const SPLIT_NAMES = ["train", "validation", "test"] as const;
/** Two orders on different sides share less than this of their five-word runs. */
export const MAX_CROSS_SIMILARITY = 0.5;
const MAX_INNER_SIMILARITY = 0.75;
const MAX_DRAWS = 20_000;

export type SplitName = keyof typeof SPLIT_SIZES;

export interface Order {
  readonly id: string;
  readonly text: string;
  readonly label: string;
}

/** Streams of the generator; shuffles have one each too. */
const STREAMS = { train: 1000, validation: 2000, test: 3000 } as const;
const SHUFFLE_STREAM = 900;

/** Protocols get the same number of orders, the first ones one more where it does not divide. */
function quota(total: number, index: number): number {
  return Math.floor(total / BANKS.length) + (index < total % BANKS.length ? 1 : 0);
}

interface SplitRequest {
  readonly name: SplitName;
  readonly elsewhere: readonly ShingleIndex[];
  readonly own: ShingleIndex;
}

function drawOrders(
  bank: ProtocolBank,
  stream: number,
  count: number,
  { name, elsewhere, own }: SplitRequest,
): string[] {
  const rng = new CounterRng(SEED, stream);
  const seen = new Set<string>();
  const texts: string[] = [];
  for (let draw = 0; texts.length < count; draw++) {
    if (draw === MAX_DRAWS) {
      throw new Error(`${bank.protocol.name}: too few wordings for ${count} ${name} orders.`);
    }
    const draft = draftOrder(rng, bank, name === "test" ? "test" : "train");
    const { text, heldOut } = draft;
    if (draft.quotesTest || !hasRightLength(text) || seen.has(text.toLowerCase())) continue;
    if (name !== "test" && heldOut !== (name === "validation")) continue;
    if (elsewhere.some((index) => index.nearest(text) >= MAX_CROSS_SIMILARITY)) continue;
    if (own.nearest(text) >= MAX_INNER_SIMILARITY) continue;
    seen.add(text.toLowerCase());
    own.add(text);
    texts.push(text);
  }
  return texts;
}

/** The three splits of the sample, always the same ones. */
export function makeSplits(): Record<SplitName, Order[]> {
  const indexes = {
    test: new ShingleIndex(),
    validation: new ShingleIndex(),
    train: new ShingleIndex(),
  };
  const build = (name: SplitName, elsewhere: readonly ShingleIndex[]): Order[] => {
    const orders = BANKS.flatMap((bank, index) =>
      drawOrders(bank, STREAMS[name] + index, quota(SPLIT_SIZES[name], index), {
        name,
        elsewhere,
        own: indexes[name],
      }).map((text) => ({ text, label: bank.protocol.name })),
    );
    const shuffle = new CounterRng(SEED, SHUFFLE_STREAM + SPLIT_NAMES.indexOf(name));
    return shuffle.shuffle(orders).map(({ text, label }, row) => ({
      id: `${name}-${String(row + 1).padStart(4, "0")}`,
      text,
      label,
    }));
  };
  const test = build("test", []);
  const validation = build("validation", [indexes.test]);
  const train = build("train", [indexes.test, indexes.validation]);
  return { train, validation, test };
}
