import type { AugmentOutcome } from "../../shared/contract/preparation.ts";
import { Augmentation } from "../../shared/domain/augment/augment-rows.ts";
import {
  type AugmentConfigInput,
  AugmentConfigSchema,
  type AugmentReport,
} from "../../shared/domain/augment/config.ts";
import { SynonymReplacer, type WordSet } from "../../shared/domain/augment/vary.ts";
import type { DatasetRow } from "../../shared/domain/dataset.ts";
import { PARTS } from "../../shared/domain/split.ts";
import { AppError } from "../../shared/errors.ts";
import type { IndexedRow, Store } from "../../store/interfaces/index.ts";
import type { CallOptions } from "./api/call.ts";
import { schemaFault } from "./checked-input.ts";
import { writeDerived } from "./derived-version.ts";
import type { SplitService } from "./split-service.ts";

const EXAMPLES = 10;
const EXAMPLE_CHARS = 2000;

export interface AugmentPreview {
  readonly report: AugmentReport;
  readonly examples: { parent: string; text: string; origin: string }[];
}

/** Adds copies to the training part of a split, as a new version with the same division. */
export class AugmentService {
  readonly #store: Store;
  readonly #splits: SplitService;
  readonly #synonyms: () => readonly WordSet[];

  constructor(store: Store, splits: SplitService, synonyms: () => readonly WordSet[]) {
    this.#store = store;
    this.#splits = splits;
    this.#synonyms = synonyms;
  }

  preview(split: string, config: AugmentConfigInput = {}): AugmentPreview {
    const { augmentation, rows } = this.#begin(split, config);
    const texts = new Map<string, string>();
    for (const row of rows)
      if (row.part === "train") texts.set(row.id, row.text.slice(0, EXAMPLE_CHARS));
    const examples: AugmentPreview["examples"] = [];
    for (const { parent = "", text, origin = "" } of augmentation.copies()) {
      if (examples.length >= EXAMPLES) continue;
      examples.push({
        parent: shown(texts.get(parent) ?? ""),
        text: shown(text),
        origin,
      });
    }
    return { report: augmentation.report(), examples };
  }

  async augment(
    split: string,
    name: string | undefined,
    input: AugmentConfigInput = {},
    call: CallOptions = {},
  ): Promise<AugmentOutcome> {
    const { augmentation, rows, source, config } = this.#begin(split, input);
    function* all(): Generator<DatasetRow> {
      yield* rows;
      yield* augmentation.copies();
    }
    const { version } = await writeDerived(
      this.#store,
      {
        name: name ?? `${source.name} augmented`.slice(0, 200),
        kind: source.kind,
        // Every row has a part and a group now, whether its file named them or not.
        mapping: {
          ...source.mapping,
          part: source.mapping.part ?? "split",
          group: source.mapping.group ?? "parent row",
        },
        derivation: { method: "augment", parentHash: source.hash, settings: { split, ...config } },
        action: "preparation.augment",
        phase: "augmenting",
        total: source.rows,
      },
      all(),
      call,
    );
    const report = augmentation.report();
    // Every row names its part now: the division is the one there was.
    const made = this.#splits.create(version.hash, { method: "column" });
    return { version, split: made, report };
  }

  #begin(reference: string, input: AugmentConfigInput) {
    const parsed = AugmentConfigSchema.safeParse(input);
    if (!parsed.success) throw schemaFault(parsed.error);
    const config = parsed.data;
    const split = this.#store.splits.resolve(reference);
    const source = this.#store.datasets.resolve(split.datasetHash);
    if (source.derivation?.method === "augment") {
      throw new AppError("CONFLICT", "This dataset holds augmented copies already.", {
        field: "--split",
        hint: "Augment the dataset it was made from: copies of copies drift from what they say.",
      });
    }
    const augmentation = new Augmentation(config, new SynonymReplacer(this.#synonyms()));
    const assignment = this.#store.splits.assignment(split.id);
    const rows = seen(this.#store.datasets.rows(source.hash), assignment, augmentation);
    return { augmentation, rows, source, config };
  }
}

function* seen(
  rows: Iterable<IndexedRow>,
  assignment: Uint8Array,
  augmentation: Augmentation,
): Generator<DatasetRow> {
  for (const { index, ...row } of rows) {
    yield augmentation.see({ ...row, part: PARTS[assignment[index] ?? 255] ?? null });
  }
}

function shown(text: string): string {
  if (text.length <= EXAMPLE_CHARS) return text;
  return `${text.slice(0, EXAMPLE_CHARS).replace(/[\ud800-\udbff]$/, "")}…`;
}
