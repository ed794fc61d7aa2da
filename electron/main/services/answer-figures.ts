import type { AnswerEvaluation, AnswerFigures } from "../../shared/domain/answer-evaluation.ts";
import { BOOTSTRAP_SEED, meanInterval, meanOver } from "../../shared/domain/metrics/bootstrap.ts";
import { pairedDifference } from "../../shared/domain/metrics/paired.ts";
import { rougeL, tokenF1, words } from "../../shared/domain/metrics/text-overlap.ts";

export interface Answered {
  text: string;
  /** It ran into the limit of new tokens. */
  cut: boolean;
}

export interface AnswerScores {
  figures: Pick<AnswerEvaluation, "base" | "tuned" | "gain">;
  baseF1: number[];
  tunedF1: number[];
}

/** Every figure of two models' answers to the same rows, with percentile bootstrap intervals. */
export function answerFigures(
  references: readonly string[],
  base: readonly Answered[],
  tuned: readonly Answered[],
  seed = BOOTSTRAP_SEED,
): AnswerScores {
  const wanted = references.map(words);
  const options = { seed };
  const f1 = (answers: readonly Answered[]) =>
    answers.map(({ text }, i) => tokenF1(words(text), wanted[i] ?? []));
  const figuresOf = (answers: readonly Answered[], scores: readonly number[]): AnswerFigures => ({
    tokenF1: meanInterval(scores, options),
    rougeL: meanInterval(
      answers.map(({ text }, i) => rougeL(words(text), wanted[i] ?? [])),
      options,
    ),
    cut: answers.filter(({ cut }) => cut).length,
  });
  const baseF1 = f1(base);
  const tunedF1 = f1(tuned);
  const gain = pairedDifference(
    references.length,
    (rows) => meanOver(baseF1, rows),
    (rows) => meanOver(tunedF1, rows),
    options,
  );
  return {
    figures: { base: figuresOf(base, baseF1), tuned: figuresOf(tuned, tunedF1), gain },
    baseF1,
    tunedF1,
  };
}
