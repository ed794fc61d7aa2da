import { WRITTEN_BANKS } from "./banks/index.ts";
import { phrases } from "./phrases.ts";
import { TestWordings } from "./test-wordings.ts";
import type { ProtocolBank, Scenario } from "./types.ts";
import { WIDER_ABDOMEN } from "./wider/abdomen.ts";
import { WIDER_BRAIN_SPINE } from "./wider/brain-spine.ts";
import { WIDER_CHEST } from "./wider/chest.ts";
import { WIDER_HEAD } from "./wider/head.ts";
import { WIDER_JOINTS_VESSELS_BONE } from "./wider/joints-vessels-bone.ts";
import { WIDER_PELVIS_NECK } from "./wider/pelvis-neck.ts";
import { WIDER_URINARY } from "./wider/urinary.ts";
import type { WiderSituation, WiderWordings } from "./wider/wider-wordings.ts";

const WIDER: WiderWordings = {
  ...WIDER_HEAD,
  ...WIDER_CHEST,
  ...WIDER_ABDOMEN,
  ...WIDER_URINARY,
  ...WIDER_BRAIN_SPINE,
  ...WIDER_JOINTS_VESSELS_BONE,
  ...WIDER_PELVIS_NECK,
};

export const TEST_WORDINGS = new TestWordings(WRITTEN_BANKS);

/** All wordings were written without the test's; whatever coincides with those by chance is left out. */
function widened(written: readonly string[], wider: string): string[] {
  const all = [...new Set([...written, ...phrases(wider)])];
  return all.filter((phrase) => !TEST_WORDINGS.coincidesWith(phrase));
}

function widenScenario(scenario: Scenario, wider: WiderSituation): Scenario {
  const must = scenario.must ? { must: widened(scenario.must, "") } : {};
  return {
    ...scenario,
    ...must,
    core: widened(scenario.core, wider.core),
    support: widened(scenario.support, wider.support),
    absent: widened(scenario.absent, wider.absent),
    ask: widened(scenario.ask, wider.ask),
  };
}

function widenBank(bank: ProtocolBank): ProtocolBank {
  const situations = { ...WIDER[bank.protocol.name] };
  const train = bank.train.map((scenario) => {
    const wider = situations[scenario.situation];
    if (!wider) throw new RangeError(`${bank.protocol.name}: no wider "${scenario.situation}".`);
    delete situations[scenario.situation];
    return widenScenario(scenario, wider);
  });
  const left = Object.keys(situations);
  if (left.length > 0) throw new RangeError(`${bank.protocol.name}: no situation "${left[0]}".`);
  return { ...bank, train };
}

/** Every protocol with all of its wordings, in the order of protocols.json. */
export const BANKS: readonly ProtocolBank[] = WRITTEN_BANKS.map(widenBank);
