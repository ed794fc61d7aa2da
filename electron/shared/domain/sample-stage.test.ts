import { expect, it } from "vitest";
import { parseSamplePhase, SAMPLE_STAGES, samplePhase } from "./sample-stage.ts";

it.each(SAMPLE_STAGES)("%s is read back, with whatever phase", (stage) => {
  for (const phase of ["evaluating", "", "step: 3"]) {
    expect(parseSamplePhase(samplePhase(stage, phase))).toEqual({ stage, phase });
  }
});

it.each(["", "importing", "resting: long"])("%j is none of the sample's", (text) => {
  expect(parseSamplePhase(text)).toBeNull();
});
