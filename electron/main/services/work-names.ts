/**
 * The commands that are work: they take long enough to be waited for, and closing the program
 * loses them. The others answer at once.
 */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["sample.run", "The sample"],
  ["datasets.import", "The import"],
  ["datasets.split", "The split"],
  ["evaluation.evaluate", "The evaluation"],
  ["labels.label", "The labelling"],
  ["models.add", "The check of the new model"],
  ["models.addBundled", "The check of the new model"],
  ["runs.start", "The preparation of a run"],
]);

export function isWork(entry: string): boolean {
  return NAMES.has(entry);
}

export function workName(entry: string): string {
  return NAMES.get(entry) ?? entry;
}
