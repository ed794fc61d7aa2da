import { type DrawnOrder, drawOrder } from "./compose.ts";
import type { CounterRng } from "./counter-rng.ts";
import { paraphrase } from "./paraphrase.ts";
import { chooseWording } from "./phrases.ts";
import { typeLikeClinician } from "./surface.ts";
import { fillTemplate, type Slot, type Template } from "./templates.ts";
import { TEST_WORDINGS } from "./train-banks.ts";
import type { ProtocolBank } from "./types.ts";

type Slots = Readonly<Record<Slot, string>>;

export interface OrderInOtherWords {
  readonly document: string;
  /** The wordings of the order in it. */
  readonly orders: readonly string[];
  readonly heldOut: boolean;
  readonly quotesTest: boolean;
}

const NAMES: readonly (readonly [first: string, second: string])[] = [
  ["Order", "In other words"],
  ["Referral", "In other words"],
  ["Order", "The same order again"],
  ["Referral", "Rewritten"],
  ["Request", "Another clinician writes"],
];
/** Parts of an order that can be asked for, each under several headings. */
const PARTS: readonly (readonly [slot: Slot, ...headings: string[]])[] = [
  ["core", "Main problem", "Reason", "What brings the patient", "Indication"],
  ["support", "Also found", "Finding"],
  ["must", "Decisive circumstance", "Take care"],
  ["absent", "Not present", "Pertinent negative"],
  ["history", "Background", "Other history"],
  ["ask", "Clinical question", "Asked"],
];

/** One wording for each part, so that both tellings state the same facts. */
function settle(rng: CounterRng, slots: Slots): Slots {
  const entries = Object.entries(slots).map(([slot, text]) => [slot, chooseWording(rng, text)]);
  return Object.fromEntries(entries) as Slots;
}

function tell(rng: CounterRng, template: Template, slots: Slots, share: number): string {
  return paraphrase(rng, chooseWording(rng, fillTemplate(template, slots)), share);
}

/** The order in other words, or written out without abbreviations and slips, or in short. */
function retelling(rng: CounterRng, { usable, template }: DrawnOrder, slots: Slots): string {
  const way = rng.next();
  if (way < 0.55) return typeLikeClinician(rng, tell(rng, rng.pick(usable), slots, 0.85));
  if (way < 0.75) return tell(rng, template, slots, 0.5);
  const short = { ...slots, support2: "", history: "", absent: "", person: "" };
  return tell(rng, rng.pick(usable), short, 0.7);
}

function partList(rng: CounterRng, slots: Slots): string[] {
  const given = PARTS.filter(([slot]) => slots[slot]);
  return rng.sample(given, rng.between(1, 3)).map(([slot, ...headings]) => {
    return `${rng.pick(headings)}: ${paraphrase(rng, slots[slot], 0.7)}`;
  });
}

/**
 * An order of the training wordings with the same order in other words, or with its parts named.
 * No protocol, and no second order that would tell which orders belong together.
 */
export function orderInOtherWords(rng: CounterRng, bank: ProtocolBank): OrderInOtherWords {
  const drawn = drawOrder(rng, bank, "train");
  const slots = settle(rng, drawn.slots);
  const told = tell(rng, drawn.template, slots, rng.pick([0, 0.3, 0.6]));
  const first = typeLikeClinician(rng, told);
  const [name, again] = rng.pick(NAMES);
  const inParts = rng.chance(0.35);
  const parts = inParts ? partList(rng, slots) : [];
  const second = inParts ? "" : retelling(rng, drawn, slots);
  const rest = inParts ? parts.join("\n") : `${again}: ${second}`;
  return {
    document: `${name}: ${first}\n${rest}`,
    orders: inParts ? [first] : [first, second],
    heldOut: drawn.heldOut,
    quotesTest: [told, second, ...parts].some((text) => TEST_WORDINGS.quotedIn(text)),
  };
}
