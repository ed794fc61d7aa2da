import { expect, it } from "vitest";
import { answerFigures } from "./answer-figures.ts";

const said = (...texts: string[]) => texts.map((text) => ({ text, cut: text.endsWith("…") }));
const references = ["rest and fluids", "refer to hospital", "give oral zinc"];

it("are the means over the rows, with the gain on the same rows", () => {
  const base = said("aspirin", "refer to hospital", "wait …");
  const tuned = said("rest and fluids", "refer to hospital", "give zinc");
  const { figures, baseF1, tunedF1 } = answerFigures(references, base, tuned);
  expect(baseF1).toEqual([0, 1, 0]);
  expect(tunedF1).toEqual([1, 1, 0.8]);
  expect(figures.base.tokenF1.value).toBeCloseTo(1 / 3, 12);
  expect(figures.tuned.rougeL.value).toBeCloseTo(2.8 / 3, 12);
  expect(figures.gain.value).toBeCloseTo(1.8 / 3, 12);
  expect(figures.gain.low).toBeGreaterThanOrEqual(0);
  expect([figures.base.cut, figures.tuned.cut]).toEqual([1, 0]);
});

it("call no gain a gain", () => {
  const same = said("rest", "refer", "zinc");
  const { figures } = answerFigures(references, same, same);
  expect(figures.gain).toEqual({ value: 0, low: 0, high: 0, shareNotBetter: 1 });
});
