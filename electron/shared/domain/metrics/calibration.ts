import { AppError } from "../../errors.ts";

export const CALIBRATION_BINS = 15;

export interface CalibrationBin {
  from: number; // confidence, exclusive (the first bin includes 0)
  to: number; // inclusive
  count: number;
  meanConfidence: number; // 0 when the bin is empty
  accuracy: number; // 0 when the bin is empty
}

export interface Calibration {
  ece: number; // expected calibration error, 0 = perfectly calibrated
  bins: CalibrationBin[];
}

/**
 * Expected calibration error over equal-width confidence bins ((m-1)/M, m/M] (Guo et al.,
 * "On calibration of modern neural networks", ICML 2017, eq. 3): sum of |accuracy - confidence|
 * weighted by the share of rows in the bin.
 */
export function calibration(
  confidence: ArrayLike<number>,
  correct: ArrayLike<number>,
  bins = CALIBRATION_BINS,
): Calibration {
  if (confidence.length !== correct.length || confidence.length === 0) {
    throw new AppError(
      "INVALID_INPUT",
      `${confidence.length} confidences and ${correct.length} outcomes do not make pairs.`,
      { field: "confidence", hint: "Give one confidence and one outcome for every row." },
    );
  }
  const counts = new Int32Array(bins);
  const confidences = new Float64Array(bins);
  const hits = new Float64Array(bins);
  for (let i = 0; i < confidence.length; i++) {
    const value = confidence[i] ?? Number.NaN;
    if (!(value >= 0 && value <= 1 + 1e-6)) {
      throw new AppError("NUMERIC", `Row ${i} has confidence ${value}, expected 0 to 1.`, {
        field: "confidence",
      });
    }
    const bin = Math.min(bins - 1, Math.max(0, Math.ceil(value * bins) - 1));
    counts[bin] = (counts[bin] ?? 0) + 1;
    confidences[bin] = (confidences[bin] ?? 0) + value;
    hits[bin] = (hits[bin] ?? 0) + (correct[i] ?? 0);
  }
  const table: CalibrationBin[] = [];
  let ece = 0;
  for (let b = 0; b < bins; b++) {
    const count = counts[b] ?? 0;
    const meanConfidence = count === 0 ? 0 : (confidences[b] ?? 0) / count;
    const accuracy = count === 0 ? 0 : (hits[b] ?? 0) / count;
    ece += (count / confidence.length) * Math.abs(accuracy - meanConfidence);
    table.push({ from: b / bins, to: (b + 1) / bins, count, meanConfidence, accuracy });
  }
  return { ece, bins: table };
}

/** Softmax over each row of log-scores: the probability of each label within the closed set. */
export function closedSetProbabilities(
  scores: ArrayLike<number>,
  rows: number,
  classes: number,
): Float64Array {
  const out = new Float64Array(rows * classes);
  for (let row = 0; row < rows; row++) {
    const base = row * classes;
    let top = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < classes; c++) top = Math.max(top, scores[base + c] ?? Number.NaN);
    let sum = 0;
    for (let c = 0; c < classes; c++) {
      const weight = Math.exp((scores[base + c] ?? Number.NaN) - top);
      out[base + c] = weight;
      sum += weight;
    }
    for (let c = 0; c < classes; c++) out[base + c] = (out[base + c] ?? 0) / sum;
  }
  return out;
}
