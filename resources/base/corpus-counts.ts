import { CorpusSourceError } from "./sources/document.ts";

/** How many documents of each generated kind. */
export interface CorpusCounts {
  readonly orders: number;
  /** Orders with the same order in other words. */
  readonly otherWords: number;
  readonly vocabulary: number;
}

/** The options that say how much is generated, for every program that builds the corpus. */
export const COUNT_OPTIONS = {
  orders: { type: "string", default: "400000" },
  "other-words": { type: "string", default: "300000" },
  vocabulary: { type: "string", default: "100000" },
} as const;

function wholeNumber(name: string, value: string): number {
  const count = Number(value);
  if (Number.isSafeInteger(count) && count >= 0) return count;
  throw new CorpusSourceError(`--${name} must be a whole number, not "${value}".`);
}

export function readCounts(
  values: Readonly<Record<keyof typeof COUNT_OPTIONS, string>>,
): CorpusCounts {
  return {
    orders: wholeNumber("orders", values.orders),
    otherWords: wholeNumber("other-words", values["other-words"]),
    vocabulary: wholeNumber("vocabulary", values.vocabulary),
  };
}
