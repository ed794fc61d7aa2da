import type { SplitConfigInput } from "../../../../electron/shared/domain/split.ts";

/** The form of a split: whole percents; what is left of 100 is the training part. */
export interface SplitDraft {
  readonly method: "random" | "column";
  readonly validationPercent: number;
  readonly testPercent: number;
  readonly stratified: boolean;
  readonly grouped: boolean;
  readonly seed: number;
}

/** Groups are kept together where there are any: the honest choice is the one that is made. */
export function firstDraft(facts: { groups: boolean; parts: boolean }): SplitDraft {
  return {
    method: facts.parts ? "column" : "random",
    validationPercent: 10,
    testPercent: 10,
    stratified: true,
    grouped: facts.groups,
    seed: 42,
  };
}

export function trainPercent({ validationPercent, testPercent }: SplitDraft): number {
  return 100 - validationPercent - testPercent;
}

/** Null while the numbers make no split. */
export function configOf(draft: SplitDraft): SplitConfigInput | null {
  const { method, validationPercent, testPercent, stratified, grouped, seed } = draft;
  const rest = trainPercent(draft);
  const whole = [validationPercent, testPercent, rest].every((n) => n >= 0 && n <= 100);
  if (!whole || rest === 0 || !Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff) {
    return null;
  }
  const shares = {
    train: rest / 100,
    validation: validationPercent / 100,
    test: testPercent / 100,
  };
  return { method, ...shares, stratified, grouped: method === "random" && grouped, seed };
}
