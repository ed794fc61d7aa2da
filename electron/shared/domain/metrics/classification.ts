import { AppError } from "../../errors.ts";

/** A class of a row: its position in the label list. */
export type ClassIds = ArrayLike<number>;

export interface ClassMetrics {
  precision: number;
  recall: number;
  f1: number;
  support: number; // rows whose true label this is
  predicted: number; // rows given this label
}

export interface MajorityBaseline {
  classId: number;
  accuracy: number;
  macroF1: number;
}

export function requirePairs(truth: ClassIds, predicted: ClassIds): void {
  if (truth.length !== predicted.length) {
    throw new AppError(
      "INVALID_INPUT",
      `${truth.length} true labels were given, but ${predicted.length} predictions.`,
      { field: "predicted", hint: "Give one prediction for every true label." },
    );
  }
  if (truth.length === 0) {
    throw new AppError("INVALID_INPUT", "There is no row to score.", {
      field: "truth",
      hint: "Choose a dataset or split with at least one labelled row.",
    });
  }
}

function classAt(ids: ClassIds, row: number, classes: number): number {
  const id = ids[row] ?? -1;
  if (!Number.isInteger(id) || id < 0 || id >= classes) {
    throw new AppError(
      "INVALID_INPUT",
      `Row ${row} has class ${id}, expected 0 to ${classes - 1}.`,
      {
        field: "truth",
        hint: "Every row must carry one of the task's labels.",
      },
    );
  }
  return id;
}

/** Share of rows whose prediction is the true label. */
export function accuracy(truth: ClassIds, predicted: ClassIds): number {
  requirePairs(truth, predicted);
  let right = 0;
  for (let i = 0; i < truth.length; i++) if (truth[i] === predicted[i]) right++;
  return right / truth.length;
}

/** Row-major classes x classes: rows are true labels, columns predictions. */
export function confusionMatrix(truth: ClassIds, predicted: ClassIds, classes: number): Int32Array {
  requirePairs(truth, predicted);
  const counts = new Int32Array(classes * classes);
  for (let i = 0; i < truth.length; i++) {
    const cell = classAt(truth, i, classes) * classes + classAt(predicted, i, classes);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return counts;
}

/**
 * Precision, recall and F1 of every class, as scikit-learn's precision_recall_fscore_support with
 * zero_division=0: a quotient whose denominator is zero counts as 0.
 */
export function classMetrics(confusion: Int32Array, classes: number): ClassMetrics[] {
  const metrics: ClassMetrics[] = [];
  for (let c = 0; c < classes; c++) {
    let support = 0;
    let given = 0;
    for (let other = 0; other < classes; other++) {
      support += confusion[c * classes + other] ?? 0;
      given += confusion[other * classes + c] ?? 0;
    }
    const hits = confusion[c * classes + c] ?? 0;
    metrics.push({
      precision: given === 0 ? 0 : hits / given,
      recall: support === 0 ? 0 : hits / support,
      f1: support + given === 0 ? 0 : (2 * hits) / (support + given),
      support,
      predicted: given,
    });
  }
  return metrics;
}

/**
 * Mean F1 over the classes that occur among the true labels or the predictions, as scikit-learn's
 * f1_score(average="macro", zero_division=0). A label nobody has and nobody was given is left out.
 */
export function macroF1(truth: ClassIds, predicted: ClassIds, classes: number): number {
  const metrics = classMetrics(confusionMatrix(truth, predicted, classes), classes);
  const present = metrics.filter((m) => m.support + m.predicted > 0);
  return present.reduce((sum, m) => sum + m.f1, 0) / present.length;
}

/** What always answering the most frequent true label would reach; the first label wins a tie. */
export function majorityBaseline(truth: ClassIds, classes: number): MajorityBaseline {
  requirePairs(truth, truth);
  const counts = new Int32Array(classes);
  for (let i = 0; i < truth.length; i++) {
    const id = classAt(truth, i, classes);
    counts[id] = (counts[id] ?? 0) + 1;
  }
  let classId = 0;
  for (let c = 1; c < classes; c++) {
    if ((counts[c] ?? 0) > (counts[classId] ?? 0)) classId = c;
  }
  const predicted = new Int32Array(truth.length).fill(classId);
  return {
    classId,
    accuracy: accuracy(truth, predicted),
    macroF1: macroF1(truth, predicted, classes),
  };
}
