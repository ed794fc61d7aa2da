import type { Hash } from "node:crypto";
import { canonicalJson } from "../../shared/canonical-json.ts";
import type { ColumnMapping, DatasetRow } from "../../shared/domain/dataset.ts";
import { distributionOf } from "../../shared/domain/distribution.ts";
import { compareLabels } from "../../shared/domain/label.ts";
import type { VersionFacts } from "../../store/interfaces/index.ts";

/** What is known of a version once all its rows have passed by. */
export class ImportTally {
  mapping: ColumnMapping | null = null;
  rows = 0;
  #unlabelled = 0;
  readonly #hash: Hash;
  readonly #labels = new Map<string, number>();
  readonly #chars: number[] = [];

  constructor(hash: Hash) {
    this.#hash = hash;
    this.#hash.update("dataset 1\n");
  }

  get labelCount(): number {
    return this.#labels.size;
  }

  add(row: DatasetRow): void {
    const { id, text, label, group, answer, part, parent, origin } = row;
    const from =
      parent === undefined && origin === undefined ? [] : [parent ?? null, origin ?? null];
    this.#hash.update(`${canonicalJson([id, text, label, group, answer, part, ...from])}\n`);
    this.rows += 1;
    this.#chars.push(text.length);
    if (label === null) this.#unlabelled += 1;
    else this.#labels.set(label, (this.#labels.get(label) ?? 0) + 1);
  }

  /** Once, at the end. */
  facts(): Omit<VersionFacts, "name" | "kind" | "derivation"> {
    const labels = [...this.#labels].sort(([a], [b]) => compareLabels(a, b));
    const unnamed = { text: null, label: null, group: null, id: null, answer: null, part: null };
    return {
      hash: this.#hash.digest("hex"),
      mapping: this.mapping ?? unnamed,
      labels: labels.map(([label, count]) => ({ label, count })),
      unlabelled: this.#unlabelled,
      textChars: distributionOf(this.#chars),
    };
  }
}
