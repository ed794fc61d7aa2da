import type { EvaluationMetrics } from "../../shared/domain/evaluation.ts";
import { BOOTSTRAP_SEED, meanInterval } from "../../shared/domain/metrics/bootstrap.ts";
import { calibration, closedSetProbabilities } from "../../shared/domain/metrics/calibration.ts";
import {
  classMetrics,
  confusionMatrix,
  majorityBaseline,
} from "../../shared/domain/metrics/classification.ts";
import { macroF1Interval } from "../../shared/domain/metrics/macro-f1-interval.ts";
import { topClass, topKHits, trueLabelRanks } from "../../shared/domain/metrics/top-k.ts";

export interface ScoredRows {
  labels: readonly string[]; // the closed set that was scored
  scores: Float32Array; // [rows x labels] log-probabilities
  truth: readonly string[]; // a label outside the closed set can only be missed
  alternatives: Readonly<Record<string, readonly string[]>> | undefined;
  truncated: number;
  seconds: number;
  seed: number | undefined;
}

export interface ScoredMetrics {
  metrics: EvaluationMetrics;
  probabilities: Float64Array; // [rows x labels], each row summing to 1
  truth: Int32Array; // index into labels, -1 outside
}

/** Every figure of an evaluation, with percentile bootstrap intervals. Pure. */
export function evaluationMetrics(input: ScoredRows): ScoredMetrics {
  const rows = input.truth.length;
  const { names, truth } = classesOf(input);
  const classes = names.length;
  const scores = widened(input.scores, rows, input.labels.length, classes);
  const predicted = topClass({ scores, rows, classes });
  const ranks = trueLabelRanks({ scores, rows, classes }, truth);
  const hits = topKHits(ranks, 1);
  const probabilities = closedSetProbabilities(scores, rows, classes);
  const confidence = Float64Array.from(
    predicted,
    (c, row) => probabilities[row * classes + c] ?? 0,
  );
  const bootstrap = { seed: input.seed ?? BOOTSTRAP_SEED };
  const majority = majorityBaseline(truth, classes);
  const perClass = classMetrics(confusionMatrix(truth, predicted, classes), classes);
  const accepted = acceptedHits(input.alternatives, names, truth, predicted);
  const metrics: EvaluationMetrics = {
    rows,
    accuracy: meanInterval(hits, bootstrap),
    accuracyAt3: meanInterval(topKHits(ranks, 3), bootstrap),
    macroF1: macroF1Interval(truth, predicted, classes, bootstrap),
    acceptable: accepted === null ? null : meanInterval(accepted, bootstrap),
    truncated: input.truncated,
    logLoss: logLoss(probabilities, truth, classes),
    calibrationError: calibration(confidence, hits).ece,
    majority: {
      label: names[majority.classId] ?? "",
      accuracy: majority.accuracy,
      macroF1: majority.macroF1,
    },
    labels: names.map((label, c) => ({
      label,
      support: perClass[c]?.support ?? 0,
      precision: perClass[c]?.precision ?? 0,
      recall: perClass[c]?.recall ?? 0,
      f1: perClass[c]?.f1 ?? 0,
    })),
    seconds: input.seconds,
  };
  return {
    metrics,
    probabilities: closedSetProbabilities(input.scores, rows, input.labels.length),
    truth: truth.map((c) => (c < input.labels.length ? c : -1)),
  };
}

/** The closed set, then every true label outside it. */
function classesOf({ labels, truth }: ScoredRows): { names: string[]; truth: Int32Array } {
  const names = [...labels];
  const ids = new Map(names.map((name, id) => [name, id]));
  const indices = truth.map((label) => {
    const known = ids.get(label);
    if (known !== undefined) return known;
    ids.set(label, names.length);
    return names.push(label) - 1;
  });
  return { names, truth: Int32Array.from(indices) };
}

/** Labels that were not scored get probability 0. */
function widened(scores: Float32Array, rows: number, from: number, to: number): Float32Array {
  if (from === to) return scores;
  const out = new Float32Array(rows * to).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < rows; row++) {
    out.set(scores.subarray(row * from, (row + 1) * from), row * to);
  }
  return out;
}

/** Mean -log p of the true label; p is clipped at 1e-15, as scikit-learn does. */
function logLoss(probabilities: Float64Array, truth: Int32Array, classes: number): number {
  let sum = 0;
  for (const [row, label] of truth.entries()) {
    sum -= Math.log(Math.max(1e-15, probabilities[row * classes + label] ?? 0));
  }
  return sum / truth.length;
}

function acceptedHits(
  alternatives: ScoredRows["alternatives"],
  names: readonly string[],
  truth: Int32Array,
  predicted: Int32Array,
): Uint8Array | null {
  if (alternatives === undefined) return null;
  return Uint8Array.from(truth, (label, row) => {
    const given = names[predicted[row] ?? -1] ?? "";
    const right = names[label] ?? "";
    return given === right || (alternatives[right]?.includes(given) ?? false) ? 1 : 0;
  });
}
