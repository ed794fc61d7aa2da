import { createHash } from "node:crypto";
import type { SplitPreview } from "../../shared/contract/datasets.ts";
import {
  PARTS,
  type Split,
  type SplitConfig,
  type SplitConfigInput,
  SplitConfigSchema,
  UNASSIGNED,
} from "../../shared/domain/split.ts";
import { drawSplit } from "../../shared/domain/split-draw.ts";
import { crossingSets, reportSplit } from "../../shared/domain/split-report.ts";
import { splitUnits } from "../../shared/domain/split-units.ts";
import { AppError } from "../../shared/errors.ts";
import type { RowKeys, Store } from "../../store/interfaces/index.ts";

export class SplitService {
  readonly #store: Store;
  #last: { readonly hash: string; readonly keys: RowKeys } | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  /** What create() would make, without making it. */
  preview(dataset: string, input: SplitConfigInput = {}): SplitPreview {
    const config = parseConfig(input);
    const { hash } = this.#store.datasets.resolve(dataset);
    const keys = this.#keysOf(hash);
    const assignment = assign(keys, config);
    const named = (values: readonly unknown[]) => values.filter((value) => value !== null);
    return {
      config,
      report: reportSplit(assignment, keys, config),
      crossingGroups: crossingSets(assignment, keys.groups),
      groups: new Set(named(keys.groups)).size,
      namedParts: named(keys.parts).length,
    };
  }

  /** The same dataset version, configuration and seed always give the same split. */
  create(dataset: string, input: SplitConfigInput = {}): Split {
    const config = parseConfig(input);
    const version = this.#store.datasets.resolve(dataset);
    const keys = this.#keysOf(version.hash);
    const assignment = assign(keys, config);
    const report = reportSplit(assignment, keys, config);
    if (report.rows.train === 0) {
      throw new AppError("INVALID_INPUT", "The training part of this split is empty.", {
        field: "--train",
        hint: "Raise its share, or import more rows.",
      });
    }
    return this.#store.command("datasets.split", (entry) => {
      const sha256 = createHash("sha256").update(assignment).digest("hex");
      const draft = { datasetHash: version.hash, config, sha256, report };
      const split = this.#store.splits.add(draft, assignment);
      entry.about("dataset", version.datasetId, version.hash);
      entry.about("split", split.id, split.sha256);
      return split;
    });
  }

  /** Rows never change under a hash; a preview is asked for at every move of a control. */
  #keysOf(hash: string): RowKeys {
    if (this.#last?.hash !== hash) {
      this.#last = { hash, keys: this.#store.datasets.rowKeys(hash) };
    }
    return this.#last.keys;
  }
}

function parseConfig(input: SplitConfigInput): SplitConfig {
  const parsed = SplitConfigSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError("INVALID_INPUT", `The split is not possible: ${issue?.message}.`, {
    field: `--${issue?.path.join(".") ?? "train"}`,
  });
}

function assign(keys: RowKeys, config: SplitConfig): Uint8Array {
  if (config.method === "column") return byColumn(keys);
  if (config.grouped && keys.groups.every((group) => group === null)) {
    throw new AppError("INVALID_INPUT", "The dataset has no groups to keep together.", {
      field: "--grouped",
      hint: "Import it again and name the group column with --group-column.",
    });
  }
  const units = splitUnits(keys.texts, config.grouped ? keys.groups : null);
  return drawSplit(units, keys.labels, config);
}

function byColumn(keys: RowKeys): Uint8Array {
  if (keys.parts.every((part) => part === null)) {
    throw new AppError("INVALID_INPUT", "The rows of this dataset name no parts.", {
      field: "--method",
      hint: "Import it again and name the split column with --part-column, or draw at random.",
    });
  }
  return Uint8Array.from(keys.parts, (part) => (part === null ? UNASSIGNED : PARTS.indexOf(part)));
}
