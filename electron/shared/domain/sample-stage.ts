// The stages of the sample's whole job, and how they stand in a task's phase.

/** Base and fine-tuned model are both evaluated: the stage tells them apart. */
export const SAMPLE_STAGES = ["importing", "base", "training", "fine-tuned"] as const;
export type SampleStage = (typeof SAMPLE_STAGES)[number];

const BETWEEN = ": ";

/** "training: evaluating". The stage comes first: the engine evaluates while it trains, too. */
export function samplePhase(stage: SampleStage, phase: string): string {
  return stage + BETWEEN + phase;
}

/** Null for a phase that the sample did not write. */
export function parseSamplePhase(text: string): { stage: SampleStage; phase: string } | null {
  const at = text.indexOf(BETWEEN);
  const stage = SAMPLE_STAGES.find((known) => known === text.slice(0, at));
  return stage === undefined ? null : { stage, phase: text.slice(at + BETWEEN.length) };
}
