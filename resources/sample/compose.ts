import type { CounterRng } from "./counter-rng.ts";
import { philox2x32 } from "./counter-rng.ts";
import { describePerson, drawPerson, isChild, type Person } from "./demographics.ts";
import { type Distractor, TEST_DISTRACTORS, TRAIN_DISTRACTORS } from "./distractors.ts";
import { paraphrase } from "./paraphrase.ts";
import { chooseWording } from "./phrases.ts";
import { typeLikeClinician } from "./surface.ts";
import {
  fillTemplate,
  type Slot,
  TEST_TEMPLATES,
  type Template,
  TRAIN_TEMPLATES,
} from "./templates.ts";
import { TEST_WORDINGS } from "./train-banks.ts";
import type { ProtocolBank, Region, Scenario } from "./types.ts";

export const MIN_WORDS = 8;
export const MAX_WORDS = 45;
const VALIDATION_SHARE = 0.15;
/** Some training orders have no finding, so that every part of an order has to speak for itself. */
const SUPPORT_COUNTS = { train: [0, 1, 1, 2, 2, 3], test: [1, 2, 2, 3] } as const;

export interface DraftOrder {
  readonly text: string;
  /** The question to the radiologist where it has a field of its own, else empty. */
  readonly question: string;
  /** True when it joins a core with a finding that only validation orders join. */
  readonly heldOut: boolean;
  /** True for a training order that happens to say a finding in the test's words. */
  readonly quotesTest: boolean;
}

/** What an order says, before it is worded: alternatives "[one;other]" still in it. */
export interface DrawnOrder {
  readonly scenario: Scenario;
  readonly usable: readonly Template[];
  readonly template: Template;
  readonly slots: Readonly<Record<Slot, string>>;
  readonly heldOut: boolean;
}

function hashText(text: string): number {
  let hash = 0;
  for (const char of text) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) | 0;
  return philox2x32(hash, 0, 0)[0] / 2 ** 32;
}

/** Core and finding that go together in validation orders and in no training or unlabelled order. */
function isHeldOutPair(core: string, support: string): boolean {
  return hashText(`${core}|${support}`) < VALIDATION_SHARE;
}

function fits(distractor: Distractor, region: Region, person: Person): boolean {
  if (distractor.avoid.includes(region)) return false;
  if (distractor.sex !== undefined && distractor.sex !== person.sex) return false;
  return (distractor.child ?? false) === isChild(person);
}

/** How many of its words a scenario can contribute decides how often it is drawn. */
function drawScenario(rng: CounterRng, scenarios: readonly Scenario[]): Scenario {
  const weights = scenarios.map((scenario) => scenario.core.length);
  let left = rng.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, scenario] of scenarios.entries()) {
    left -= weights[index] ?? 0;
    if (left < 0) return scenario;
  }
  return rng.pick(scenarios);
}

/** Draws what an order says; with `questionApart` the question is left to a field of its own. */
export function drawOrder(
  rng: CounterRng,
  { protocol, train, test }: ProtocolBank,
  bank: "train" | "test",
  questionApart = false,
): DrawnOrder {
  const scenario = drawScenario(rng, bank === "train" ? train : test);
  const person = drawPerson(rng, scenario.ages, scenario.sex);
  const core = rng.pick(scenario.core);
  const supports = rng.sample(scenario.support, rng.pick(SUPPORT_COUNTS[bank]));
  const distractors = (bank === "train" ? TRAIN_DISTRACTORS : TEST_DISTRACTORS).filter((entry) =>
    fits(entry, protocol.region, person),
  );
  const templates = bank === "train" ? TRAIN_TEMPLATES : TEST_TEMPLATES;
  const usable =
    scenario.complaint === false
      ? templates.general
      : [...templates.general, ...templates.complaint];
  const template = rng.pick(usable);
  const slots = {
    person: rng.chance(0.94) ? describePerson(rng, person, bank) : "",
    core,
    support: supports[0] ?? "",
    support2: supports.slice(1).join(", "),
    absent: rng.chance(0.45) ? rng.pick(scenario.absent) : "",
    history: rng.chance(0.5) ? rng.pick(distractors).text : "",
    must: scenario.must ? rng.pick(scenario.must) : "",
    ask: !questionApart && rng.chance(0.75) ? rng.pick(scenario.ask) : "",
  };
  const heldOut = supports.some((support) => isHeldOutPair(core, support));
  return { scenario, usable, template, slots, heldOut };
}

/** One order of a protocol in the words of one bank; it may be too short or too long. */
export function draftOrder(
  rng: CounterRng,
  protocolBank: ProtocolBank,
  bank: "train" | "test",
  questionApart = false,
): DraftOrder {
  const drawn = drawOrder(rng, protocolBank, bank, questionApart);
  const question = questionApart
    ? paraphrase(rng, chooseWording(rng, rng.pick(drawn.scenario.ask)), 0.5)
    : "";
  const text = chooseWording(rng, fillTemplate(drawn.template, drawn.slots));
  // The test keeps its own words; the training words vary, so that no phrase stands for its idea alone.
  const worded = bank === "train" ? paraphrase(rng, text, rng.pick([0, 0.3, 0.6])) : text;
  const quotesTest =
    bank === "train" && (TEST_WORDINGS.quotedIn(worded) || TEST_WORDINGS.quotedIn(question));
  return { text: typeLikeClinician(rng, worded), question, heldOut: drawn.heldOut, quotesTest };
}

export function wordCount(text: string): number {
  return text.split(/\s+/u).filter(Boolean).length;
}

export function hasRightLength(text: string): boolean {
  const words = wordCount(text);
  return words >= MIN_WORDS && words <= MAX_WORDS;
}
