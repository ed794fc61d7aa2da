import { describe, expect, it } from "vitest";
import { expansions, TestWordings } from "./test-wordings.ts";
import type { ProtocolBank, Scenario } from "./types.ts";

const scenario: Scenario = {
  situation: "a burn",
  ages: [20, 80],
  core: ["[scalded;burnt] by hot tea at home"],
  support: ["blisters on forearm", "pale skin"],
  absent: ["no fever"],
  ask: ["depth of burn?"],
};
const bank: ProtocolBank = {
  protocol: {
    name: "Burn Chart",
    modality: "XR",
    region: "leg",
    contrast: "none",
    alternatives: [],
    indications: [],
  },
  train: [],
  test: [scenario],
};
const wordings = new TestWordings([bank]);

describe("the wordings of the test", () => {
  it("are every choice of the alternatives", () => {
    expect(expansions("[Hot;cold;] tea, [black]")).toEqual([
      "hot tea black",
      "cold tea black",
      "tea black",
    ]);
  });

  it("are found in a text whatever its case and punctuation", () => {
    expect(wordings.quotedIn("42F. Burnt by hot tea, at home; NKDA")).toBe(true);
    expect(wordings.quotedIn("42F burnt by tea at home")).toBe(false);
    expect(wordings.quotedIn("blisters on forearms")).toBe(false);
  });

  it("coincide with a phrase that equals, quotes or nearly repeats one", () => {
    expect(wordings.coincidesWith("no fever")).toBe(true);
    expect(wordings.coincidesWith("large blisters on forearm")).toBe(true);
    expect(wordings.coincidesWith("hot tea burnt at home")).toBe(true);
    expect(wordings.coincidesWith("hand in boiling soup")).toBe(false);
  });
});
