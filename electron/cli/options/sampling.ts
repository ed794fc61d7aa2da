import { type Command, Option } from "commander";
import type { Sampling } from "../../shared/contract/chat.ts";
import { decimal, integer } from "./parse.ts";

export function addSamplingOptions(command: Command): Command {
  return command
    .addOption(new Option("--max-new-tokens <n>", "longest answer (256)").argParser(integer))
    .addOption(new Option("--temperature <x>", "0 = always the likeliest (0)").argParser(decimal))
    .addOption(new Option("--top-k <n>", "sample from the k likeliest, 0 = all").argParser(integer))
    .addOption(new Option("--top-p <x>", "sample from this much probability").argParser(decimal))
    .addOption(new Option("--repetition-penalty <x>", "1 = none").argParser(decimal))
    .addOption(new Option("--seed <n>", "of the sampling").argParser(integer));
}

const NAMES = [
  "maxNewTokens",
  "temperature",
  "topK",
  "topP",
  "repetitionPenalty",
  "seed",
] as const satisfies readonly (keyof Sampling)[];

/** Only what was said. */
export function samplingOf(options: Readonly<Partial<Sampling>>): Partial<Sampling> {
  const sampling: Partial<Sampling> = {};
  for (const name of NAMES) {
    const value = options[name];
    if (value !== undefined) sampling[name] = value;
  }
  return sampling;
}
