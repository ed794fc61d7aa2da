import { normalizeText } from "../dataset.ts";
import { distributionOf } from "../distribution.ts";
import { PARTS, type Part, UNASSIGNED } from "../split.ts";
import { EqualSets } from "./equal-sets.ts";
import { findingsOf } from "./findings.ts";
import { GateExamples } from "./gate-examples.ts";
import type { GateReport, Language } from "./gate-report.ts";
import { labelDeficits } from "./label-deficits.ts";
import { languageOf } from "./language.ts";
import { NEAR, NearPairs } from "./near-pairs.ts";
import { skeletonOf } from "./skeleton.ts";

/** Fewer words say nothing that can be learned. */
const SHORT_WORDS = 3;

export interface GateRow {
  readonly text: string;
  readonly label: string | null;
  /** Index into PARTS, or UNASSIGNED. */
  readonly part: number;
}

export type GateFacts = Omit<
  GateReport,
  "datasetHash" | "splitId" | "truncation" | "findings" | "seconds" | "createdAt"
>;

/** Looks at every row once, then compares. Holds hashes of the rows, not their texts. */
export class Gate {
  readonly #labels: (string | null)[] = [];
  readonly #parts: number[] = [];
  readonly #words: number[] = [];
  readonly #short: number[] = [];
  readonly #languages: Record<Language, number> = { en: 0, fr: 0, sw: 0, other: 0 };
  readonly #texts = new EqualSets();
  readonly #skeletons = new EqualSets();
  /** Of each different text, one row; and the near pairs among them. */
  readonly #first: number[] = [];
  readonly #near: NearPairs;

  constructor(expectedRows: number) {
    this.#near = new NearPairs(expectedRows);
  }

  add({ text, label, part }: GateRow): void {
    const row = this.#labels.length;
    this.#labels.push(label);
    this.#parts.push(part);
    const words = text.match(/[\p{L}\p{M}\d]+/gu)?.length ?? 0;
    this.#words.push(words);
    if (words < SHORT_WORDS) this.#short.push(row);
    this.#languages[languageOf(text)] += 1;
    const skeleton = skeletonOf(text);
    this.#skeletons.add(row, skeleton);
    if (this.#texts.add(row, normalizeText(text))) {
      this.#first.push(row);
      this.#near.add(text);
    }
  }

  /** The comparison, a band at a time: `progress` is told how many are done, and may throw to end it. */
  compare(progress: (done: number, total: number) => void): GateFacts {
    const examples = new GateExamples();
    const rows = this.#labels.length;
    const nearRows = new Uint8Array(rows);
    const leaked = new Uint8Array(rows);
    const noisy = new Uint8Array(rows);
    const exact = this.#exact(examples, leaked, noisy);
    const exactLeaked = sum(leaked);
    for (let band = 0; band < this.#near.bands; band += 1) {
      progress(band, this.#near.bands);
      for (const pair of this.#near.pairsOf(band))
        this.#takePair(pair, { examples, nearRows, leaked, noisy });
    }
    const template = this.#template(examples);
    for (const row of this.#short) examples.add({ kind: "short", a: row, b: null, similarity: 0 });
    return {
      rows,
      exact,
      near: {
        threshold: NEAR,
        rows: sum(nearRows),
        leaked: sum(leaked) - exactLeaked,
        crowded: this.#near.crowded,
      },
      template,
      labelNoise: sum(noisy),
      words: distributionOf(this.#words),
      short: this.#short.length,
      languages: this.#languages,
      deficits: labelDeficits(this.#labels, this.#parts),
      labels: new Set(this.#labels.filter((label) => label !== null)).size,
      examples: examples.worst(),
    };
  }

  #takePair(
    pair: { a: number; b: number; similarity: number },
    to: { examples: GateExamples; nearRows: Uint8Array; leaked: Uint8Array; noisy: Uint8Array },
  ): void {
    const { similarity } = pair;
    // Every row of the one text against one row of the other in each part is enough to count.
    const left = this.#texts.rowsOf(this.#first[pair.a] ?? 0);
    const right = this.#texts.rowsOf(this.#first[pair.b] ?? 0);
    for (const a of left) to.nearRows[a] = 1;
    for (const b of right) to.nearRows[b] = 1;
    to.examples.add({ kind: "near", a: left[0] ?? 0, b: right[0] ?? 0, similarity });
    this.#leaks("near-leak", left, right, similarity, to);
    this.#leaks("near-leak", right, left, similarity, to);
    const other = this.#otherLabel(left, right);
    if (other === null) return;
    for (const row of other) to.noisy[row] = 1;
    to.examples.add({ kind: "label-noise", a: other[0], b: other[1], similarity });
  }

  /** Held-out rows of the one set that the training rows of the other give away. */
  #leaks(
    kind: "exact-leak" | "near-leak",
    held: readonly number[],
    train: readonly number[],
    similarity: number,
    { examples, leaked }: { examples: GateExamples; leaked: Uint8Array },
  ): void {
    const source = train.find((row) => this.#partOf(row) === "train");
    if (source === undefined) return;
    for (const row of held) {
      const part = this.#partOf(row);
      if (part === null || part === "train") continue;
      examples.add({ kind, a: row, b: source, similarity });
      leaked[row] = 1;
    }
  }

  #exact(examples: GateExamples, leaked: Uint8Array, noisy: Uint8Array): GateReport["exact"] {
    const before = sum(leaked);
    const sets = this.#texts.repeated();
    let rows = 0;
    for (const set of sets) {
      rows += set.length - 1;
      examples.add({ kind: "exact", a: set[0] ?? 0, b: set[1] ?? 0, similarity: 1 });
      this.#leaks("exact-leak", set, set, 1, { examples, leaked });
      const other = this.#otherLabel(set, set);
      if (other === null) continue;
      for (const row of other) noisy[row] = 1;
      examples.add({ kind: "label-noise", a: other[0], b: other[1], similarity: 1 });
    }
    return { rows, sets: sets.length, leaked: sum(leaked) - before };
  }

  #template(examples: GateExamples): GateReport["template"] {
    const leaked = new Uint8Array(this.#labels.length);
    let rows = 0;
    let sets = 0;
    for (const set of this.#skeletons.repeated()) {
      const texts = new Set(set.map((row) => this.#texts.setOf(row)));
      if (texts.size < 2) continue; // equal texts, counted already
      sets += 1;
      rows += set.length;
      const source = set.find((row) => this.#partOf(row) === "train");
      for (const row of source === undefined ? [] : set) {
        const part = this.#partOf(row);
        if (part === null || part === "train") continue;
        leaked[row] = 1;
        examples.add({ kind: "template-leak", a: row, b: source ?? row, similarity: 1 });
      }
    }
    return { rows, sets, leaked: sum(leaked) };
  }

  #otherLabel(left: readonly number[], right: readonly number[]): [number, number] | null {
    const a = left.find((row) => this.#labels[row] !== null);
    if (a === undefined) return null;
    const b = right.find(
      (row) => this.#labels[row] !== null && this.#labels[row] !== this.#labels[a],
    );
    return b === undefined ? null : [a, b];
  }

  #partOf(row: number): Part | null {
    const part = this.#parts[row] ?? UNASSIGNED;
    return PARTS[part] ?? null;
  }
}

const sum = (marks: Uint8Array) => marks.reduce((total, mark) => total + mark, 0);

export { findingsOf };
