/**
 * Adds varied copies of the training rows of a split. A copy keeps label, answer and part, names its
 * parent, and is of its parent's group: whoever divides the rows again keeps both on one side. No
 * copy is added whose text is there already, in any part: a copy must never be a held-out row.
 */

import { AppError } from "../../errors.ts";
import { Chance } from "../chance.ts";
import { type DatasetRow, normalizeText } from "../dataset.ts";
import type { AugmentConfig, AugmentMethod, AugmentReport } from "./config.ts";
import { maskEntities, type SynonymReplacer } from "./vary.ts";

const MAX_ID_CHARS = 200;
/** Tries for a copy that is not there yet, of a row of a rare label. */
const TRIES = 8;

/** The training rows are held while their copies are made. */
const MAX_TRAINING_CHARS = 400 << 20;

interface Tally {
  synonyms: number;
  masked: number;
  boosted: number;
  equal: number;
  unchanged: number;
}

export class Augmentation {
  readonly #config: AugmentConfig;
  readonly #replacer: SynonymReplacer;
  readonly #texts = new Set<string>();
  readonly #training: DatasetRow[] = [];
  readonly #labels = new Map<string, { before: number; after: number }>();
  readonly #copies = new Map<string, number>();
  #chars = 0;
  readonly #tally: Tally = { synonyms: 0, masked: 0, boosted: 0, equal: 0, unchanged: 0 };

  constructor(config: AugmentConfig, replacer: SynonymReplacer) {
    this.#config = config;
    this.#replacer = replacer;
  }

  /** Every row of the dataset, once, with the part that the split gives it. */
  see(row: DatasetRow): DatasetRow {
    const grouped = { ...row, group: row.group ?? groupOf(row) };
    this.#texts.add(normalizeText(row.text));
    if (row.part !== "train") return grouped;
    this.#chars += row.text.length + (row.answer?.length ?? 0);
    if (this.#chars > MAX_TRAINING_CHARS) throw tooLong();
    this.#training.push(grouped);
    if (row.label !== null) {
      const count = this.#labels.get(row.label) ?? { before: 0, after: 0 };
      this.#labels.set(row.label, { before: count.before + 1, after: count.after + 1 });
    }
    return grouped;
  }

  /** The copies, after every row was seen. */
  *copies(): Generator<DatasetRow> {
    const { synonymCopies, maskCopies, rareUpTo } = this.#config;
    for (const [at, row] of this.#training.entries()) {
      for (let copy = 0; copy < synonymCopies; copy += 1) {
        const made = this.#copy(row, "synonyms", at, copy);
        if (made !== null) yield this.#added(made, "synonyms");
      }
      if (maskCopies === 0) continue;
      const made = this.#copy(row, "mask", at, 0);
      if (made !== null) yield this.#added(made, "masked");
    }
    if (rareUpTo > 0) yield* this.#boost(rareUpTo);
  }

  report(): AugmentReport {
    const boosted = [...this.#labels]
      .filter(([, { before }]) => before < this.#config.rareUpTo)
      .map(([label, counts]) => ({ label, ...counts }));
    return { trainingRows: this.#training.length, ...this.#tally, labels: boosted };
  }

  *#boost(upTo: number): Generator<DatasetRow> {
    const rare = [...this.#labels].filter(([, { after }]) => after < upTo).map(([label]) => label);
    for (const label of rare) {
      const rows = [...this.#training.entries()].filter(([, row]) => row.label === label);
      for (
        let round = 0;
        round < TRIES && (this.#labels.get(label)?.after ?? 0) < upTo;
        round += 1
      ) {
        for (const [at, row] of rows) {
          if ((this.#labels.get(label)?.after ?? 0) >= upTo) break;
          const made = this.#copy(row, "synonyms", at, this.#config.synonymCopies + round);
          if (made !== null) yield this.#added(made, "boosted");
        }
      }
    }
  }

  /** Null: nothing could be changed, or the text is there. */
  #copy(row: DatasetRow, method: AugmentMethod, at: number, copy: number): DatasetRow | null {
    const { seed, replace } = this.#config;
    const text =
      method === "mask"
        ? maskEntities(row.text)
        : this.#replacer.vary(row.text, replace, new Chance(seed, at, copy));
    if (text === null) {
      this.#tally.unchanged += 1;
      return null;
    }
    const key = normalizeText(text);
    if (this.#texts.has(key)) {
      this.#tally.equal += 1;
      return null;
    }
    this.#texts.add(key);
    const number = (this.#copies.get(row.id) ?? 0) + 1;
    this.#copies.set(row.id, number);
    const end = `~${number}`;
    const id = `${row.id.slice(0, MAX_ID_CHARS - end.length)}${end}`;
    return { ...row, id, text, parent: row.id, origin: method };
  }

  #added(row: DatasetRow, kind: "synonyms" | "masked" | "boosted"): DatasetRow {
    this.#tally[kind] += 1;
    const count = row.label === null ? undefined : this.#labels.get(row.label);
    if (row.label !== null && count !== undefined) {
      this.#labels.set(row.label, { ...count, after: count.after + 1 });
    }
    return row;
  }
}

function tooLong(): AppError {
  return new AppError("TOO_LARGE", "The training part is too long to be augmented at once.", {
    field: "--split",
    hint: "Augment a dataset of fewer or shorter rows.",
    details: { maximumChars: MAX_TRAINING_CHARS },
  });
}

function groupOf(row: DatasetRow): string {
  return `row ${row.id}`.slice(0, MAX_ID_CHARS);
}
