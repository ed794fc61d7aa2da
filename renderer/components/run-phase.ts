import type { Translate } from "../app/text/text.ts";
import { text } from "./run-text.ts";

type Words = Translate<(typeof text)["en"]>;

/** What a run does now, in words; a phase that has none yet is shown as the engine says it. */
export function phaseWords(t: Words, phase: string): string {
  const key = `phase-${phase.startsWith("hashing") ? "hashing" : phase}`;
  return key in text.en ? t(key as Parameters<Words>[0]) : phase;
}
