// Small contents for a store under test. Imports no test runner: worker processes use it too.
import { randomBytes } from "node:crypto";
import type { DatasetRow } from "../../electron/shared/domain/dataset.ts";
import type { FrozenRun } from "../../electron/shared/domain/run.ts";
import { completeRunConfig } from "../../electron/shared/domain/run-config.ts";
import { TaskSchema } from "../../electron/shared/domain/task.ts";
import type { Store, VersionFacts } from "../../electron/store/interfaces/index.ts";

export function row(id: string, text: string, label: string | null = null): DatasetRow {
  return { id, text, label, group: null, answer: null, part: null, sourceRow: Number(id) || 1 };
}

const NO_COLUMNS = { text: null, label: null, group: null, id: null, answer: null, part: null };

export function facts(name: string, hash: string): VersionFacts {
  const textChars = { minimum: 1, mean: 1, median: 1, p95: 1, maximum: 1 };
  return { name, hash, kind: "csv", mapping: NO_COLUMNS, labels: [], unlabelled: 0, textChars };
}

/** Commits these rows as a dataset version; returns its hash. */
export function addDataset(
  store: Store,
  name: string,
  rows: readonly DatasetRow[],
  hash = randomBytes(32).toString("hex"),
): string {
  const staged = store.datasets.stage();
  staged.add(rows);
  store.command("datasets.import", (entry) => {
    const { version } = store.datasets.commit(staged, facts(name, hash));
    entry.about("dataset", version.datasetId, version.hash);
  });
  return hash;
}

/** A queued run with a model and a dataset of its own. */
export function addRun(store: Store, name = "run", text = "a note"): string {
  const datasetHash = addDataset(store, `data of ${name}`, [row("1", text, "CT Head")]);
  const modelHash = randomBytes(32).toString("hex");
  const frozen: FrozenRun = {
    config: completeRunConfig({ method: "qdora" }),
    task: TaskSchema.parse({ completion: "label", template: "{text}" }),
    modelHash,
    datasetHash,
    splitSha256: null,
  };
  return store.command("runs.start", (entry) => {
    const model = store.models.add({
      name: `model of ${name}`,
      hash: modelHash,
      path: "models/base",
      info: MODEL_INFO,
    });
    const run = store.runs.create({ name, frozen, modelId: model.id, splitId: null });
    entry.about("run", run.id, run.configSha256);
    return run.id;
  });
}

export const MODEL_INFO = {
  architecture: "LlamaForCausalLM",
  parameters: 1000,
  layers: 1,
  hiddenSize: 8,
  intermediateSize: 16,
  heads: 2,
  kvHeads: 1,
  headDim: 4,
  vocabularySize: 32,
  contextLength: 64,
  tiedHead: true,
  dtype: "F32",
  quantization: "none" as const,
  bytesOnDisk: 4000,
  nf4Bytes: 600,
  linearModules: ["q_proj"],
  bosTokenId: 1,
  eosTokenIds: [2],
};
