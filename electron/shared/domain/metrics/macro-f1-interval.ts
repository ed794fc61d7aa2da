import { type BootstrapOptions, bootstrapInterval, type Interval } from "./bootstrap.ts";
import { type ClassIds, confusionMatrix } from "./classification.ts";

/** Macro-F1 of chosen rows, without building their label arrays: called once per resample. */
export function macroF1OfRows(
  truth: ClassIds,
  predicted: ClassIds,
  classes: number,
  rows: Int32Array,
): number {
  const hits = new Int32Array(classes);
  const occurrences = new Int32Array(classes); // as true label plus as prediction
  for (const row of rows) {
    const t = truth[row] ?? 0;
    const p = predicted[row] ?? 0;
    if (t === p) hits[t] = (hits[t] ?? 0) + 1;
    occurrences[t] = (occurrences[t] ?? 0) + 1;
    occurrences[p] = (occurrences[p] ?? 0) + 1;
  }
  let sum = 0;
  let present = 0;
  for (let c = 0; c < classes; c++) {
    const total = occurrences[c] ?? 0;
    if (total === 0) continue;
    sum += (2 * (hits[c] ?? 0)) / total;
    present++;
  }
  return sum / present;
}

export function macroF1Interval(
  truth: ClassIds,
  predicted: ClassIds,
  classes: number,
  options: BootstrapOptions = {},
): Interval {
  confusionMatrix(truth, predicted, classes); // refuses wrong lengths and classes, once
  return bootstrapInterval(
    truth.length,
    (rows) => macroF1OfRows(truth, predicted, classes, rows),
    options,
  );
}
